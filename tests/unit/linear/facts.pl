#!/usr/bin/perl
# facts.pl - is each fact of the screen told? Reads what stops.c writes.
# Usage: facts.pl LEAST <...    fails for fewer stops, too
#
# A fact is a value with its label: "count 9, changed by this move", "bucket 1, slot 3: tophash 9c, key
# "a", value 1". Each part of the screen is read as its legend explains it, and the sentence that must
# then be there is looked for. What is told is never read back by tophash itself. Two more claims: where
# two stops look different, they are told differently; and of all signs of the screen none is spoken.
use strict;
use warnings;
use utf8;
use open qw(:std :encoding(UTF-8));

my ($offences, $stops, $facts) = (0, 0, 0);
my ($stop, %rows, @told, $told, %is_told, %quotes, %was);

sub offence {
    $offences++;
    print "$stop: $_[0]\n" if $offences <= 40;
}

# A text of the screen as a pattern: what it cut, it ended with an ellipsis.
sub pattern {
    my $pattern = join '.*', map { quotemeta } split /…/, $_[0], -1;
    $pattern =~ s/(?:\\ )+/ +/g;
    return $pattern;
}

sub want {
    my ($text, $from) = @_;
    $facts++;
    my $is_there = index($text, '…') < 0 ? index($told, $text) >= 0 : 0;
    return if $is_there;
    my $pattern = pattern($text);
    offence("not told: $text" . ($from ? "   (shown: $from)" : '')) unless $told =~ /$pattern/;
}

# A whole line, as it is.
sub want_exactly {
    my ($line, $from) = @_;
    $facts++;
    return if $is_told{$line} || index($line, '…') >= 0 && $told =~ /^(?:${\pattern($line)})$/m;
    offence("no line: $line   (shown: $from)");
}

sub want_line {
    my ($pattern, $from) = @_;
    $facts++;
    offence("no line /$pattern/   (shown: $from)") unless $told =~ /^(?:$pattern)$/m;
}

my %roles = (
    '(' => ', changed earlier in this operation',
    '[' => ', changed by this move',
    '⟨' => ', looked at by this move',
    ' ' => '', '' => '', '{' => '');
my %marks = (
    '∅' => 'rest empty', '·' => 'empty', '→X' => 'moved to X', '→Y' => 'moved to Y',
    '✓' => 'evacuated');

# The signs of a sentence, in words.
sub spoken {
    my ($text) = @_;
    $text =~ s/[∅·] (rest empty|empty)/$1/g;
    $text =~ s/→[XY] (moved to [XY])/$1/g;
    $text =~ s/✓ evacuated/evacuated/g;
    $text =~ s/([01]) → ([XY])/$1, so $2/g;
    $text =~ s/6\.5 × 2\^(\d+) = (\d+)/$2, which is 6.5 times 2 to the power of $1/g;
    $text =~ s/ → / to /g;
    $text =~ s/(\d)–(\d)/$1 to $2/g;
    $text =~ s/ +/ /g;
    $text =~ s/^ | $//g;
    return $text;
}

# ---- The borders ----

sub check_title {
    my ($row) = @_;
    return offence("no title in $row") unless $row =~
        m{─ (?<title>[^─].*?) ─+ step (\d+)/(\d+)(?: · choice (\d+)/(\d+))?(?: · op (\d+)/(\d+))? · move (\d+)/(\d+) };
    my ($title, @n) = ($+{title}, $2, $3, $4, $5, $6, $7, $8, $9);
    my $where = "$title. Step $n[0] of $n[1]";
    $where .= ", choice $n[2] of $n[3]" if defined $n[2];
    $where .= ", operation $n[4] of $n[5]" if defined $n[4];
    want("$where, move $n[6] of $n[7].", $row);
}

sub check_footer {
    my ($row) = @_;
    $row =~ s/[└┘]//g;
    for my $part (grep { /\S/ } split /─{2,}|(?= ✗ )|(?= ✓ )/, $row) {
        $part =~ s/^[\s─]+|[\s─]+$//g;
        next if $part eq '';
        if ($part eq '✓ as expected') { want('All is as the lesson expected.', $part) }
        elsif ($part =~ /^✗ not as expected: (.*)/) { want("Not as the lesson expected: $1", $part) }
        elsif ($part =~ /^✗ panic: (.*)/) { want("Panic: $1", $part) }
        elsif ($part =~ /^✗ (.*)/) {
            my $what = $1;
            (my $short = $what) =~ s/^fatal error: //;
            $told =~ /ended badly: \Q$what\E|Fatal error: \Q$short\E/ or offence("not told: $part");
        }
        elsif ($part =~ /^✓ (.*)/) { want("ended well: $1", $part) }
        elsif ($part =~ /^(\S+) choose who moves|^(\d) lets (.*) move/) {
            $told =~ /^Who moves\? (.*)\.$/m or offence("not told: $part");
        }
        else { offence("unknown in the footer: $part") }
    }
}

# ---- The map ----

sub check_header {
    my ($row, $index) = @_;
    if ($index == 0) {
        $row =~ s/^ (\S+)  //;
        want("Map $1: ", $row);
        return want('nil. There is no map; it reads as empty, writing panics.') if $row =~ /nil: there is no map/;
        return want('not made yet. make comes first.') if $row =~ /not made yet/;
    }
    while ($index == 0 && $row =~ /(count|B|nevacuate|noverflow|hash0)\s+([(\[⟨]?)([^\s()\[\]⟨⟩]+)/g) {
        my ($label, $role, $value) = ($1, $2, $3);
        $value = "$2, growing from $1" if $value =~ /^(\d+)→(\d+)$/;
        $value =~ s{^(\d+)/(\d+)$}{$1 of $2};
        my $fact = "$label $value$roles{$role}";
        $facts++;
        offence("not told: $fact   (shown: $row)") unless $told =~ /\Q$fact\E[;.]/;
    }
    while ($row =~ /([ (\[⟨])([●·])(iterator|oldIterator|hashWriting|sameSizeGrow)(?: ([^\s()\[\]⟨⟩●·]+)(?=[ )\]⟩]))?/g) {
        my $fact = "$3 " . ($2 eq '●' ? 'on' : 'off') . (defined $4 ? ", set by $4" : '') . $roles{$1};
        $facts++;
        offence("not told: $fact   (shown: $row)") unless $told =~ /\Q$fact\E[;.]/;
    }
    want("Load: $1 entr" . ($1 == 1 ? "y" : "ies") . "; it grows before it holds more than $2.", $row)
        if $row =~ m{load .* (\d+)/(\d+)$};
}

sub check_array {
    my ($row) = @_;
    while ($row =~ /([ \[])(oldbuckets|buckets|old array, freed|old array, let go) ?(?:\(2\^(\d+) = (\d+)\)|([\d–, ]+) of (\d+))?([ \]])/g) {
        my ($role, $name, $B, $count) = ($1, $2, $3, $4 // $6);
        next if $name eq 'buckets' && $row =~ /bytes at/;
        my $line = defined $count ? "$name: 2 to the power of " . ($B // '\d+') . ", which is $count buckets?.*?"
                                  : "$name: nil, .*";
        $line .= quotemeta($roles{$role}) . '\.' if defined $count;
        want_line($line, $row);
        offence("a role that is not shown: $name") 
            if $role eq ' ' && !$rows{'HEADER beside'} && $told =~ /^\Q$name\E: 2 to.*changed by this move/m;
    }
}

# What is told of slots and buckets, map by map.
my (@slots, @buckets);

sub read_told {
    @slots = @buckets = ();
    my $map = -1;
    for (@told) {
        $map++ if /^Map .*: / && !/\blets\b/;
        $map = 0 if /^Code: /;
        if (/^(Old bucket|Bucket) (\d+)(?:, overflow (\d+))?, slots? (\d+)(?: to (\d+))?: (.*)\.$/) {
            my ($name, $first, $last, $what) = ("$1 $2 " . ($3 // 0), $4, $5 // $4, $6);
            $slots[$map]{"$name $_"} = $what for $first .. $last;
        } elsif (/^(Old bucket|Bucket) (\d+)(?:, overflow (\d+))?: (.*)\.$/) {
            $buckets[$map]{"$1 $2 " . ($3 // 0)} = $4;
        }
    }
}

sub name_of { (($_[0] ? 'Old bucket' : 'Bucket') . " $_[1] $_[2]") }

sub place_of { # as it stands in a cursor's line
    my ($old, $bucket, $depth, $slot) = @_;
    return ($old ? 'old bucket' : 'bucket') . " $bucket" . ($depth ? ", overflow $depth" : '') . ", slot $slot";
}

sub check_slot {
    my ($line, $map) = @_;
    my ($where, $head, $key, $value) = split /\t/, $line;
    my ($old, $bucket, $depth, $slot) = split / /, $where;
    my $name = name_of($old, $bucket, $depth) . " $slot";
    my $is = $slots[$map]{$name};
    $facts++;
    return offence("not told: $name   (shown: $line)") unless defined $is;
    $head //= '';
    $head =~ /^(.)(..?)/ or return offence("no tophash in $line");
    my ($role, $what) = ($1, $2);
    $what =~ s/\s|[)\]⟩]//g;
    my $is_mark = exists $marks{$what};
    my $pattern = quotemeta($is_mark ? $marks{$what} : "tophash $what");
    my $sign = substr $key // '', 0, 1;
    if (defined $key && length $key > 1 && substr($key, 1) =~ /\S/) {
        (my $text = substr $key, 1) =~ s/\s+$//;
        $text = '' if $text eq '""';
        $pattern .= ($is_mark ? ', still with key ' : ', key ') . '"' . pattern($text) . '"';
        $pattern .= ', value ' . (defined $value && $value =~ /\S/ ? pattern(substr $value, 1) : '.*?');
    }
    my $answer = { '?' => ', your answer', '✓' => ', the right answer', '✗' => ', your answer, wrong' }->{$sign} // '';
    $pattern .= quotemeta($answer . $roles{$role});
    offence("told: $name: $is   (shown: $head | " . ($key // '') . ' | ' . ($value // '') . ')') unless $is =~ /^$pattern$/;
    my $place = place_of($old, $bucket, $depth, $slot);
    $told =~ /^Cursor \d+: stands at \Q$place\E;/m or offence("not told: a cursor at $place") if $sign eq '▲';
    $told =~ /^Cursor \d+: .*; it began at \Q$place\E\.$/m or offence("not told: a cursor began at $place") if $sign eq '○';
}

sub check_bucket {
    my ($line, $map) = @_;
    my ($where, $first, $second) = split /\t/, $line;
    my ($old, $bucket, $depth) = split / /, $where;
    my $name = name_of($old, $bucket, $depth);
    my $is = $buckets[$map]{$name};
    $facts++;
    return offence("not told: $name   (shown: $line)") unless defined $is;
    my ($label) = $first =~ /^(.*?)▏/;
    my ($word) = ($second // '') =~ /^(.*?)▏/;
    my $has_role = $is =~ /, (changed|looked)/;
    # The way of a slot that moves ends at its new bucket, with the same sign.
    $has_role ||= grep { ($slots[$map]{"$name $_"} // '') =~ /changed by this move/ } 0 .. 7
        if !$old && $told =~ / moves: slot \d+ of /;
    my $sign = substr $label, 0, 1;
    my $hides = $sign =~ /[?✓✗]/; # the sign of an answer lies over that of a role
    offence("told: $name: $is   (shown: $label)") if ($sign eq '▶') != !!$has_role && !$hides;
    offence("not told: the answer $sign at $name: $is") if $hides && $is !~ /answer/;
    offence("told: $name: $is   (no answer is shown)") if !$hides && $is =~ /answer/;
    offence("not told: nevacuate at $name") if $word =~ /nev/ && $is !~ /nevacuate stands here/;
    offence("not told: half $1 at $name") if $word =~ /([XY])$/ && $is !~ /half $1 of/;
    offence("told, but not shown: $name: $is") if $is =~ /half|nevacuate/ && $word !~ /[XY]$|nev|\+/;
}

# ---- Code and values ----

sub check_procedure {
    my ($row) = @_;
    $row =~ /^─ (?:(\w+) → )?(.*?) ─/ or return;
    my ($outer, $name) = ($1, $2);
    return if $name eq '';
    want($outer ? "Code: $outer runs $name" : "Code: $name", $row);
}

# The values behind a line, in words.
sub values_spoken {
    my ($text) = @_;
    $text =~ s/^→ /= /;
    $text =~ s/ → ((?:old |dropped )?bucket|overflow)/: $1/;
    $text =~ s/ ≠ / is not /;
    $text =~ s/ 6\.5 × 2\^(\d+) = (\S+?):/ 6.5 times 2 to the power of $1, $2:/;
    $text =~ s/ ≤ / is at most /g;
    $text =~ s/(\d) > (\d)/$1 is more than $2/g;
    $text =~ s/([01]) → ([XY])/$1 to $2/;
    return spoken($text);
}

sub check_code {
    my ($row) = @_;
    return want("moves to come $1", $row) if $row =~ /moves to come, (\d+)/;
    my ($sign, $rest) = (substr($row, 1, 1), substr $row, 3);
    $rest =~ s/^( *)//;
    my $blanks = $1;
    $rest = "$1; values: " . values_spoken($2) if $rest =~ /^(\S.*?)\s{2,}(\S.*)$/;
    my $level = length($blanks) / 2;
    my $line = 'Line' . ($level ? ", level $level" : '') . ($sign eq '▶' ? ', now' : '') . ": $rest";
    want_exactly($line, $row); # whatever its number
    want_line('Code: .*, line \d+ of \d+: ' . pattern($rest), $row) if $sign eq '▶';
}

sub check_bits { # in order, whatever stands between
    my ($row) = @_;
    (my $bits = $row) =~ s/[\[\]()]//g;
    my $pattern = join '.*', $bits =~ /[01]{2,}/g;
    want_line(".*in bits:? .*$pattern.*", $row);
}

sub check_value {
    my ($row) = @_;
    $row =~ s/^ //;
    if ($row =~ /^(".*" )?hash (0x[0-9a-f]{16})$/) { want(": $2, in bits ", $row); want("Hash of $1"=~s/ $//r, $row) if $1 }
    elsif ($row =~ /^\[[01]{8}\]/) { check_bits($row) }
    elsif ($row =~ /^tophash (\S+)\s+(.*)$/) {
        my ($tophash, $choice) = ($1, $2);
        want($tophash =~ /^(..)\+5=(..)$/ ? "tophash $2, the top byte $1 plus 5" : "tophash $tophash, the top byte", $row);
        if ($choice =~ /^bit (\d+)=(\d) →([XY])$/) { want("bit $1 is $2, so it goes to $3", $row) }
        elsif ($choice =~ /^B=0: ((?:old )?bucket 0)$/) { want("; $1, as B is 0", $row) }
        elsif ($choice =~ /^((?:old )?bucket \d+)$/) { want("; $1, the lowest ", $row) }
        else { offence("unknown: $row") }
    }
    elsif ($row =~ /^slot (\d+): (.*)$/) {
        my ($slot, $what) = ($1, $2);
        $what =~ s/^(..) = (..)$/$1, equal to $2/;
        $what =~ s/^(..) ≠ (..)$/$1, not $2/;
        want("Slot $slot holds " . spoken($what) . '.', $row);
    }
    elsif ($row =~ /^(".*") ([=≠]) (".*")$/) { want("Keys: $1 " . ($2 eq '=' ? 'is equal to' : 'is not') . " $3.", $row) }
    elsif ($row =~ /^\d+ [>≤] 8[,:]/) { want('Growth check: ' . values_spoken($row) . '.', $row) }
    elsif ($row =~ /^same size: no hash/) { want('Same size: no hash, no choice.') }
    elsif ($row =~ /^B = 0 and a short key/) { want('B is 0 and the key is short: no hash.') }
    elsif ($row =~ /^(\w+)( ".*")?(?: [←→] (.*))?$/) {
        want("Operation: $1" . ($2 // '') . (defined $3 ? ", value $3" : '') . '.', $row);
    }
    else { offence("unknown: $row") }
}

# ---- The way ----

sub check_way {
    my ($row) = @_;
    my $way = substr $row, 2, 244;
    my ($here, $count) = $told =~ /^The way: this is stop (\d+) of (\d+)\.$/m or return offence('no way is told');
    return if $count < 2;
    my $column = sub { int(($_[0] - 1) / ($count - 1) * 243 + 0.5) };
    my %signs = ('Steps begin at stops' => '│', Questions => '?', Growths => '▲', Breakpoints => '◆', Panics => '✗', 'Fatal errors' => '✗');
    my %explained = ($column->($here) => '●');
    my %is_cut;
    offence("stop $here of $count is told   (shown: $row)") if substr($way, $column->($here), 1) ne '●';
    for my $kind (keys %signs) {
        $told =~ /^\Q$kind\E(, the nearest of \d+)?: ([\d, ]+)\.$/m or next;
        $is_cut{$signs{$kind}} = defined $1;
        for my $stop (split /, /, $2) {
            $explained{$column->($stop)} .= $signs{$kind};
            offence("$kind: $stop is told, and not shown") if substr($way, $column->($stop), 1) =~ /[─━ ]/;
        }
    }
    $facts++;
    for my $col (0 .. length($way) - 1) {
        my $sign = substr $way, $col, 1;
        next if $sign !~ /[│?▲◆✗●]/ || $is_cut{$sign};
        offence("the mark $sign at column $col is not told") if index($explained{$col} // '', $sign) < 0;
    }
}

# ---- Words ----

sub check_words {
    my @paragraphs;
    for my $row (@_) {
        my ($sign, $text) = $row =~ /^ ([▶✗✓] )?\s*(.*)$/;
        push @paragraphs, '' if !@paragraphs || defined $sign || $text =~ /^u undo/;
        $paragraphs[-1] .= " $text";
    }
    for my $text (@paragraphs) {
        $text = spoken($text);
        next if $text =~ /^u undo/; # keys
        if ($text =~ /^(Your answer: .*?) (\S.*)$/ && $told =~ /^Your answer: (.*)$/m) {
            my ($said, $rest) = ($1, $text);
            $rest =~ s/^Your answer: \Q$said\E *//;
            want("Your answer: $said");
            $text = $rest;
        }
        want_words($text);
    }
}

# The words in their order; between lines of what is told anything may stand.
sub want_words {
    my ($text) = @_;
    return if $text eq '';
    $facts++;
    (my $all = $told) =~ s/\n/ /g;
    my $pattern = pattern($text);
    return if $all =~ /$pattern/;
    # Two texts may stand in one pane: each sentence by itself then.
    for my $sentence ($text =~ /.+?[.?!:"](?= |$)|.+$/g) {
        my $one = pattern($sentence =~ s/^ +//r);
        offence("not told: $sentence") unless $all =~ /$one/;
    }
}

sub check_ask {
    my ($text) = @_;
    $text = join ' ', @_;
    for my $row (@_) {
        if ($row =~ /\[[01]+\]/) { check_bits($row); want("tophash $1; bucket $2,", $row) if $row =~ /tophash (..), bucket (\d+)/ }
        elsif ($row =~ m{^ • Hint (\d+)/(\d+): (.*)}) { want("Hint $1 of $2: $3", $row) }
        elsif ($row =~ /^ \? (.*)/) { want("Question: $1", $row) }
        elsif ($row =~ /^ ✗ You said: (.*)/) { want("You said: $1", $row) }
        elsif ($row =~ /^ ✓ It is: (.*)/) { want("It is: $1", $row) }
        elsif ($row =~ /^ ✓ Right: (.*)/) { want("Right: $1", $row) }
        elsif ($row =~ /^   \d  /) {
            want("Choice $1: $2", $row) while $row =~ /(\d)  (\S.*?)(?=\s{2,}\d  |$)/g;
        }
        elsif ($row =~ /^   (?:Answer, in hex|Answer, a key|Point at the (?:bucket|slot)|Answer, a number)/) { want('Answer ', $row) }
        elsif ($row =~ /^ [• ] (\S.*)/) { want_words($1) }
        else { offence("unknown in a question: $row") }
    }
}

# ---- Races ----

sub check_lanes {
    my (@rows) = @_;
    my @lanes;
    for (@rows) { if (/^ (?:▶|  )?\s*\[(\d+)\]/) { push @lanes, [$_] } else { push @{ $lanes[-1] }, $_ } }
    for my $lane (@lanes) {
        my ($first, $second) = @$lane;
        my $all = join ' ', @$lane;
        $first =~ m{^ (▶)?\s*\[(\d+)\]\s+(\S+)\s+[•■✓✗] (ready|waits for (\S+)|done|dead)\s+(\d+)/(\d+)(?: (\S.*?))?(?:\s{2,}(\S.*))?$}
            or do { offence("unknown lane: $first"); next };
        my ($now, $number, $name, $state, $op, $count, $what, $line) = ($1, $2, $3, $4, $6, $7, $8, $9);
        my ($is) = grep { /^Worker $number, \Q$name\E: / } @told;
        if (!defined $is) { offence("not told: worker $number   (shown: $all)"); next }
        $facts += 4;
        my @want = ($state);
        push @want, ', moved last' if $now;
        push @want, ', set the writing flag' if $all =~ /●writing/;
        push @want, "operation $op of $count";
        if (defined $what && $what =~ /^(\S+)(?: (.*))?$/) { push @want, ", $1", defined $2 ? $2 : () }
        push @want, "at the line: $line" if defined $line && $line ne 'not begun';
        push @want, 'not begun' if defined $line && $line eq 'not begun';
        push @want, 'next: ' . spoken($1) if $all =~ /next: (.*)$/;
        push @want, $1 if $all =~ /(fatal error: .*)$/;
        for (@want) { my $p = pattern($_); offence("not told: $_   (told: $is)") if $is !~ /$p/ }
        offence("told, and not shown: $is") if !$now && $is =~ /moved last/ || $all !~ /●writing/ && $is =~ /set the writing/;
    }
}

sub check_schedule {
    my ($row) = @_;
    return unless $row =~ /schedule ([^─]*?) ─/;
    my $schedule = $1 eq '' ? 'nobody has moved' : $1;
    want_line('Schedule so far: ' . pattern($schedule) . '\.', $row);
}

sub check_table {
    my ($title, $head, @rows) = @_;
    $title =~ s/^[─\s]+|[─\s]+$//g;
    want($title, $title);
    my @heads = split /\s{2,}/, $head =~ s/^\s+//r;
    for my $row (@rows) {
        if ($row !~ /\s{2,}\S+.*\s{2,}/) { want_words($row =~ s/^\s+//r); next }
        my ($sign, $rest) = $row =~ /^ ([✓✗ ]) (.*)$/;
        my @cells = split /\s{2,}/, $rest =~ s/^\s+//r;
        my ($is) = grep { /^\Q$heads[0]: $cells[0]\E;/ } @told;
        if (!defined $is) { offence("not told: $row"); next }
        for my $i (0 .. $#cells) {
            my $p = pattern("$heads[$i]: $cells[$i]");
            $facts++;
            offence("not told: $heads[$i]: $cells[$i]   (told: $is)") if $is !~ /$p/;
        }
        my $end = $sign eq '✓' ? 'a good end' : $sign eq '✗' ? 'a bad end' : 'none of them';
        offence("told: $is   (shown: $row)") if $is !~ /; $end\.$/;
    }
}

# ---- Overview ----

sub classes_told { # of one array: bucket => load, and load => how many
    my ($name) = @_;
    my (%of, %count, %overflow);
    my ($begin) = grep { $told[$_] =~ /^\Q$name\E: 2 to/ } reverse 0 .. $#told;
    return unless defined $begin;
    for (@told[$begin + 1 .. $#told]) {
        if (/^(?:(\d+) (?:entry|entries)|(Evacuated)): (?:buckets? (.*)|(\d+) buckets?)\.$/) {
            my $load = $2 ? 'evacuated' : $1;
            if (defined $4) { $count{$load} = $4; next }
            for (split /, /, $3) { my ($a, $b) = /^(\d+)(?: to (\d+))?$/; $of{$_} = $load for $a .. $b // $a }
        } elsif (/^Overflow buckets: (.*)\.$/) {
            $overflow{$1} = $2 while /bucket (\d+) has (\d+)/g;
        } else { last }
    }
    return (\%of, \%count, \%overflow);
}

sub check_overview_pane {
    my ($name, $label, @rows) = @_;
    my ($of, $counts, $overflow) = classes_told($name);
    return offence("no loads are told of $name") unless $of;
    my %seen;
    for my $row (@rows) {
        if ($row =~ /load|✓ \d/ && $row =~ /^ (?:✓ (\d+)\/\d+)?(?: · )?(?:load (\d+)–(\d+) mean (\S+))?(?: · overflow (\d+) \(≤(\d+)\))?$/) {
            my $fact = "$name: 2 to the power of .*";
            $fact .= ", $1 evacuated.*" if defined $1;
            $fact .= "; load from $2 to $3, mean $4.*" if defined $2;
            $fact .= "; overflow buckets $5, at most $6 in a chain.*" if defined $5;
            want_line($fact, $row);
        } elsif ($row =~ /^ ▶ (bucket \d+: .*)$/) {
            my $fact = $1;
            $fact =~ s/overflow$/overflow bucket/;
            want_line('This move is about (?:old )?' . quotemeta($fact) . 's?\.', $row);
        } elsif ($row =~ /^[▶ ] *(\d+) (.*)$/) {
            my ($bucket, $cells) = ($1, substr $row, $label);
            for (; $cells =~ /\S/; $bucket++, $cells = length $cells > 6 ? substr $cells, 6 : '') {
                my ($sign, $load, $plus) = (substr("$cells      ", 1, 1), substr("$cells      ", 2, 2), substr "$cells      ", 4, 1);
                $load =~ s/ //g;
                $load = 'evacuated' if $sign eq '✓';
                $seen{$load}++;
                $facts++;
                next if %$counts;
                offence("told: bucket $bucket of $name has " . ($of->{$bucket} // 'nothing') . "   (shown: $load)")
                    if ($of->{$bucket} // '') ne $load;
                offence("told: overflow of bucket $bucket of $name   (shown: $row)")
                    if $load ne 'evacuated' && ($plus eq '+') != exists $overflow->{$bucket};
            }
        } else {
            offence("unknown in the overview: $row") if $row =~ /\S/;
        }
    }
    for (keys %$counts) { offence("told: $counts->{$_} buckets with $_   (shown: " . ($seen{$_} // 0) . ')') if $counts->{$_} != ($seen{$_} // 0) }
}

sub check_overview {
    my ($title, @rows) = @_;
    return want('There are no buckets yet.') if "@rows" =~ /There are no buckets yet/;
    @rows = grep { !/a cell:|^ · load/ } @rows;
    my @names;
    push @names, [$1, $2] while $title =~ /(oldbuckets|old array|buckets) \(2\^\d+ = (\d+)\)/g;
    my $label = length($names[-1][1] - 1) + 2; # of both panes
    if (@names == 1) { check_overview_pane($names[0][0], $label, @rows); return }
    my ($old) = $told =~ /^(oldbuckets|old array, \w+(?: go)?): 2 to/m;
    check_overview_pane($old // 'none', $label, map { (substr($_, 0, 123) =~ s/\s+$//r) } @rows);
    check_overview_pane('buckets', $label, map { length $_ > 125 ? substr $_, 125 : '' } @rows);
}

# ---- Memory ----

sub memory_told { # bucket => offset => line
    my %lines;
    my $name = '';
    for (@told) {
        if (/^Memory of (.*)\.$/) { $name = $1 }
        elsif (/^The hmap of/) { $name = 'hmap' }
        elsif (/^At ([0-9a-f]+)(?:, (.*?))?: (.*)\.$/) { $lines{$name}{$1} //= [$2 // '', $3] }
        else { $name = '' }
    }
    return \%lines;
}

sub expand { # "04, 7 times 00" to sixteen bytes
    my ($text) = @_;
    $text =~ s/(\d+) times (..)/join ' ', ($2) x $1/ge;
    $text =~ s/pointer/join ' ', ('pp') x 8/ge;
    $text =~ s/,//g;
    return $text;
}

sub check_memory {
    my ($title, @rows) = @_;
    my ($first) = $title =~ /memory: (.*?)(?:  ──| ─|$)/;
    my $name = $first;
    return want('There are no buckets yet.') if "@rows" =~ /There are no buckets yet/;
    my $lines = memory_told();
    for my $row (@rows) {
        if ($row =~ /^ hmap of (\S+): 48 bytes$/) { want("The hmap of $1: 48 bytes.", $row); $name = 'hmap'; next }
        if ($row =~ /^ (bucket \d+.*: \d+ bytes.*)$/) { $name = $1; next }
        if ($row eq ' nil') { want('The hmap: nil.'); next }
        my ($offset, $label) = $row =~ /^ \+([0-9a-f]+) (.{8}\S|.{1,8}?)(?= |$)/ or do { offence("unknown: $row"); next };
        ($label = substr "$row         ", 6, 9) =~ s/\s+$//;
        $name = $first if $name eq 'hmap' && $label !~ /…$|^arrays$/; # its name may be out of view
        next if !exists $lines->{$name} && $name =~ /bucket (\d+)/ && $1 >= 64;
        my $is = $lines->{$name}{$offset};
        if (!$is) { offence("not told: $name, $offset   (shown: $row)"); next }
        $facts++;
        my ($cells, $meaning) = (substr("$row" . ' ' x 64, 15, 49), length $row > 65 ? substr $row, 65 : '');
        my (@bytes, @runs, $role);
        for my $i (0 .. 15) {
            my ($open, $digits) = (substr($cells, 3 * $i, 1), substr $cells, 3 * $i + 1, 2);
            last if $digits eq '  ';
            $digits = 'pp' if $digits =~ /[─→]/;
            push @bytes, $digits;
            $role = $open if $open =~ /[(\[⟨]/;
            push @runs, [$role, hex($offset) + $i] if $open =~ /[(\[⟨]/;
            push @{ $runs[-1] }, $digits if defined $role;
            undef $role if substr($cells, 3 * $i + 3, 1) =~ /[)\]⟩]/;
        }
        my ($told_bytes) = $is->[1] =~ /^(.*?)(?:; |$)/;
        offence("told: $is->[1]   (shown: $row)") if expand($told_bytes) ne join ' ', @bytes;
        offence("told: $is->[0]   (shown: $label)") if $name ne 'hmap' && $is->[0] ne $label;
        for (@runs) {
            my ($sign, $from, @run) = @$_;
            my $fact = sprintf '; from %03x%s: ', $from, $roles{$sign};
            my $is_there = $is->[1] =~ /\Q$fact\E(.*?)(?:;|$)/ && expand($1) eq join ' ', @run;
            offence("not told: $fact@run   (told: $is->[1])") unless $is_there;
        }
        my $roles_told = () = $is->[1] =~ /; from [0-9a-f]+, (?:changed|looked)/g;
        offence("told: $is->[1]   (shown: $row)") if $roles_told != @runs;
        $meaning =~ s/extra → /extra with a /;
        $meaning =~ s/→ overflow (\d+)/overflow bucket $1/;
        $meaning =~ s/→ //g;
        my $p = pattern($meaning);
        offence("not told: $meaning   (told: $is->[1])") if $is->[1] !~ /$p/;
    }
}

sub check_history {
    my ($title, @rows) = @_;
    return want('Nothing has been done yet.') if "@rows" =~ /Nothing has been done/;
    for my $row (@rows) {
        my ($now, $number, $who, $call, $result, $moves, $grew) =
            $row =~ /^(▶)? *(\d+)  (\S+) +(\S.*?)  +(\S.*?)  +(\d+ moves?)(?:  +(\S.*))?$/;
        if (!defined $moves) { offence("unknown: $row"); next }
        $result =~ s/^✗ //;
        $who = 'nobody' if $who eq '·'; # before the race
        my $fact = "Operation $number, $who: $call; $result, $moves";
        $fact .= ', ' . spoken($grew) if defined $grew;
        $fact .= ', the present one' if $now;
        want_exactly("$fact.", $row);
    }
}

# ---- All ----

my $signs = qr/[▶◀●·∅→←↑↓⟨⟩▏▕█░▓◆◇│├┤┬┴┼─━┃┏┓┗┛▲○✓✗•■≠≤≥▁-▇└┘┌┐]/;

sub check_signs {
    for (@told) {
        next if $quotes{$_} || /^(?:Question|The question|Choice \d|Hint|Line \d+.*|Code): /;
        my $line = $_;
        $line =~ s/\Q$_\E// for grep { length } keys %quotes;
        offence("a sign is spoken: $line") if $line =~ $signs;
    }
}

sub check_difference {
    my ($lesson) = $stop =~ /^(\S+)/;
    my $shown = join ' ', @{ $rows{HASH} };
    if (($was{lesson} // '') eq $lesson && $was{shown} ne $shown && $was{told} eq $told) {
        offence('looks different than the stop before, and is told alike');
    }
    %was = (lesson => $lesson, shown => $shown, told => $told);
}

sub check_stop {
    return unless defined $stop;
    $stops++;
    $told = join "\n", @told;
    %is_told = map { $_ => 1, s/^Line \d+/Line/r => 1 } @told;
    read_told();
    check_title($_) for @{ $rows{TITLE} };
    check_footer($_) for @{ $rows{FOOTER} };
    for my $map (0, 1) {
        my $suffix = $map ? ' beside' : '';
        my $index = 0;
        check_header($_, $index++) for @{ $rows{"HEADER$suffix"} // [] };
        check_array($_) for @{ $rows{"ARRAY$suffix"} // [] };
        check_slot($_, $map) for @{ $rows{"SLOT$suffix"} // [] };
        check_bucket($_, $map) for @{ $rows{"BUCKET$suffix"} // [] };
    }
    check_procedure($_) for @{ $rows{PROCEDURE} // [] };
    check_code($_) for @{ $rows{CODE} // [] };
    check_value($_) for @{ $rows{VALUE} // [] };
    check_way($_) for @{ $rows{WAY} // [] };
    check_words(@{ $rows{WORDS} }) if $rows{WORDS};
    check_ask(@{ $rows{ASK} }) if $rows{ASK};
    check_lanes(@{ $rows{LANE} }) if $rows{LANE};
    check_schedule($_) for @{ $rows{SCHEDULE} // [] };
    check_table(@{ $rows{TABLE} }) if $rows{TABLE};
    check_overview(@{ $rows{OVERVIEW} }) if $rows{OVERVIEW};
    check_memory(@{ $rows{MEMORY} }) if $rows{MEMORY};
    check_history(@{ $rows{HISTORY} }) if $rows{HISTORY};
    check_signs();
    check_difference();
}

my $suffix = '';
while (<STDIN>) {
    chomp;
    my ($kind, $rest) = /^(\S+) ?(.*)$/ or next;
    if ($kind eq 'STOP') {
        check_stop();
        ($stop, %rows, %quotes) = ($rest);
        @told = ();
        $suffix = '';
    }
    elsif ($kind eq 'T') { push @told, $rest }
    elsif ($kind eq 'QUOTE') { $quotes{$rest} = 1 }
    elsif ($kind eq 'MAP') { $suffix = " $rest" }
    else {
        $rest =~ tr/┬┴┼├┤/─/ if $kind =~ /^(?:TITLE|FOOTER|ARRAY|SCHEDULE|PROCEDURE)$/; # lines that join
        push @{ $rows{"$kind$suffix"} }, $rest;
    }
}
check_stop();
print "$offences offences, of which 40 are shown\n" if $offences > 40;
print "$stops stops, $facts facts, $offences not told\n";
exit($offences > 0 || $stops < $ARGV[0]);
