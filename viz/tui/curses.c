/* curses.c - terminal.h with ncurses: the only file that includes <curses.h>. ncurses copies frames
 * out and sends the least that makes the screen so; it names keys. Signals are terminal_guard.c's.
 */
#include "viz/tui/terminal.h"

#include <assert.h>
#include <curses.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <wchar.h>

#include "viz/screen/width.h"
#include "viz/tui/terminal_guard.h"

enum {
    ESCAPE_DELAY_MS = 25, /* an Esc is alone when nothing follows so soon */
    REST_OF_KEY_MS = 10,  /* a key's bytes come together */
    ESCAPE = 0x1b,
    CONTROL_L = 12,
    RUN_MAX = 256, /* code points put at once */
    TYPE_BYTES_MAX = 64,
    PRESSES_MAX = 8, /* that ncurses keeps */
};

struct terminal {
    SCREEN *screen;
    enum glyph_charset charset;
    struct {
        attr_t attributes;
        short pair;
    } looks[STYLE_COUNT];
    struct terminal_mouse presses[PRESSES_MAX]; /* known and not told yet, the latest first */
    size_t press_count;
};

const char *terminal_status_text(enum terminal_status status)
{
    static const char *const texts[] = {
#define TERMINAL_STATUS_TEXT(name, text) text,
        TERMINAL_STATUS_LIST(TERMINAL_STATUS_TEXT)
#undef TERMINAL_STATUS_TEXT
    };

    assert((size_t)status < sizeof texts / sizeof texts[0]);
    return texts[status];
}

/* --- open and close ------------------------------------------------------ */

static attr_t attributes_of(const struct theme_look *look)
{
    attr_t attributes = A_NORMAL;

    if (look->attributes & THEME_BOLD) attributes |= A_BOLD;
    if (look->attributes & THEME_DIM) attributes |= A_DIM;
    if (look->attributes & THEME_UNDERLINE) attributes |= A_UNDERLINE;
    if (look->attributes & THEME_REVERSE) attributes |= A_REVERSE;
    if (look->attributes & THEME_ITALIC) attributes |= A_ITALIC;
    return attributes;
}

/* A terminal of direct colours takes a colour itself where others take a number; its lowest ones
 * are a palette all the same (terminfo's CO: 8, 16 or 256). The palettes' bright colours are not
 * among the 8 that each has. */
static enum theme_depth depth_of_terminal(enum theme theme)
{
    if (!has_colors() || start_color() != OK || use_default_colors() != OK) return THEME_ATTRIBUTES;
    if (tigetflag("RGB") > 0) {
        return theme_contrast(theme) == 0 ? THEME_8_COLORS : THEME_TRUE_COLOR;
    }
    if (COLORS >= 256) return THEME_256_COLORS;
    if (COLORS >= 16) return THEME_16_COLORS;
    return COLORS >= 8 ? THEME_8_COLORS : THEME_ATTRIBUTES;
}

/* A colour as ncurses takes it: what would be read as a number of the palette becomes a neighbour,
 * one part in 255 away. */
static int color_of(int color)
{
    if (color < THEME_RGB) return color;
    color -= THEME_RGB;
    return color < 0x100 ? color | 0x010100 : color;
}

/* What is blank, and what lies outside the frame, has the theme's background, too. */
static void set_background(const struct terminal *terminal)
{
    cchar_t blank;
    attr_t attributes = terminal->looks[STYLE_PLAIN].attributes;

    if (setcchar(&blank, L" ", attributes, terminal->looks[STYLE_PLAIN].pair, NULL) == OK) {
        bkgrndset(&blank);
    }
}

static void set_looks(struct terminal *terminal, const struct terminal_options *options)
{
    enum theme_depth depth =
        options->has_color ? depth_of_terminal(options->theme) : THEME_ATTRIBUTES;

    for (int style = 0; style < STYLE_COUNT; style++) {
        struct theme_look look = theme_look_of(options->theme, (enum style)style, depth);
        short pair = 0;

        if (look.foreground != THEME_OWN || look.background != THEME_OWN) {
            pair = (short)(style + 1);
            init_extended_pair(pair, color_of(look.foreground), color_of(look.background));
        }
        terminal->looks[style].attributes = attributes_of(&look);
        terminal->looks[style].pair = pair;
    }
    set_background(terminal);
}

/* What the terminal must be sent for that; NULL when it cannot do it. */
static const char *capability(const char *name)
{
    const char *bytes = tigetstr(name);

    return bytes == (const char *)-1 ? NULL : bytes;
}

/* Adds a capability's bytes if it has some, without the padding marks of old terminals
 * ("$<5/>"). */
static void add_bytes(char *to, const char *bytes)
{
    size_t len = strlen(to);

    while (bytes != NULL && *bytes != '\0' && len + 1 < GUARD_BYTES_MAX) {
        const char *padding_end = strncmp(bytes, "$<", 2) == 0 ? strchr(bytes, '>') : NULL;

        if (padding_end != NULL) {
            bytes = padding_end + 1;
        } else {
            to[len++] = *bytes++;
        }
    }
    to[len] = '\0';
}

/* ncurses asks for presses and releases; moves of a held button are reported when asked for by
 * hand, in the way that all of today's terminals know. */
#define DRAG_ON "\x1b[?1002h"
#define MOUSE_ON "\x1b[?1000h" DRAG_ON
#define MOUSE_WIDE_ON "\x1b[?1006h" /* where the terminal's description says that it talks so */
#define MOUSE_OFF "\x1b[?1002l\x1b[?1000l\x1b[?1006l"

/* No clicks: a press is not held back to become one, nor taken for one where its release is there
 * already. */
static bool take_mouse(void)
{
    mmask_t wanted = BUTTON1_PRESSED | BUTTON1_RELEASED | BUTTON4_PRESSED | BUTTON5_PRESSED |
                     REPORT_MOUSE_POSITION;

    mouseinterval(0);
    if (capability("kmous") == NULL) return false;
    if (mousemask(wanted, NULL) == 0) return false;
    fputs(DRAG_ON, stdout);
    fflush(stdout);
    return true;
}

static void show_guard(bool has_mouse)
{
    char enter[GUARD_BYTES_MAX] = "";
    char leave[GUARD_BYTES_MAX] = "";

    add_bytes(enter, capability("smcup"));
    add_bytes(enter, capability("smkx"));
    add_bytes(enter, capability("civis"));
    if (has_mouse && strchr(capability("kmous"), '<') != NULL) add_bytes(enter, MOUSE_WIDE_ON);
    if (has_mouse) add_bytes(enter, MOUSE_ON);
    if (has_mouse) add_bytes(leave, MOUSE_OFF);
    add_bytes(leave, capability("sgr0"));
    add_bytes(leave, capability("op"));
    add_bytes(leave, capability("cnorm"));
    add_bytes(leave, capability("rmkx"));
    if (capability("rmcup") == NULL) {
        /* There is no other screen to go back to: the shell goes on below the picture. */
        add_bytes(leave, tiparm(capability("cup"), LINES - 1, 0));
        add_bytes(leave, "\r\n");
    }
    add_bytes(leave, capability("rmcup"));
    guard_show(enter, leave);
}

/* Makes ncurses' screen as large as the terminal is now, whatever LINES and COLUMNS say; true when
 * it was not. */
static bool follow_size(void)
{
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0) return false;
    if (size.ws_row == 0 || size.ws_col == 0) return false; /* not known: as terminfo says */
    if (size.ws_row == LINES && size.ws_col == COLS) return false;
    return resize_term(size.ws_row, size.ws_col) == OK;
}

static void set_modes(void)
{
    cbreak(); /* not raw: Ctrl-C and Ctrl-Z stay signals */
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    curs_set(0);
}

/* By custom of terminfo a type that ends in "-direct" is the same terminal with direct colours.
 * Where it is not installed, the type itself does: 256 colours come near. */
static SCREEN *new_screen(const struct terminal_options *options)
{
    char direct[TYPE_BYTES_MAX];
    int len = (int)strlen(options->type);
    const char *palette = strstr(options->type, "-256color");
    SCREEN *screen = NULL;

    if (palette != NULL) len = (int)(palette - options->type);
    bool wants_direct =
        options->has_color && options->has_true_color && theme_contrast(options->theme) > 0;
    int needed = snprintf(direct, sizeof direct, "%.*s-direct", len, options->type);
    if (wants_direct && needed < TYPE_BYTES_MAX) screen = newterm(direct, stdout, stdin);
    return screen != NULL ? screen : newterm(options->type, stdout, stdin);
}

enum terminal_status terminal_open(const struct terminal_options *options, struct terminal **opened)
{
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) return TERMINAL_NOT_A_TERMINAL;
    if (options->type == NULL || options->type[0] == '\0') return TERMINAL_UNKNOWN_TYPE;

    struct terminal *terminal = calloc(1, sizeof *terminal);
    enum terminal_status status = TERMINAL_UNKNOWN_TYPE;

    if (terminal == NULL) return TERMINAL_NO_MEMORY;
    terminal->charset = options->charset;
    /* Before newterm: ncurses leaves signals alone that somebody else has taken. */
    if (!guard_begin(STDIN_FILENO)) goto fail_guard;
    set_escdelay(ESCAPE_DELAY_MS);
    terminal->screen = new_screen(options);
    if (terminal->screen == NULL) goto fail_screen;
    if (capability("cup") == NULL) {
        status = TERMINAL_CANNOT_MOVE;
        goto fail_type;
    }
    (void)follow_size();
    set_modes();
    set_looks(terminal, options);
    refresh();
    show_guard(options->has_mouse && take_mouse());
    *opened = terminal;
    return TERMINAL_OK;

fail_type:
    endwin();
    delscreen(terminal->screen);
fail_screen:
    guard_end();
fail_guard:
    free(terminal);
    return status;
}

void terminal_close(struct terminal *terminal)
{
    if (terminal == NULL) return;
    bool has_other_screen = capability("rmcup") != NULL;

    endwin();
    if (!has_other_screen) fputs("\n", stdout); /* what follows stands below the picture */
    fflush(stdout);
    delscreen(terminal->screen);
    guard_end();
    free(terminal);
}

void terminal_size(const struct terminal *terminal, int *height, int *width)
{
    (void)terminal; /* ncurses has one current screen */
    *height = LINES < 1 ? 1 : LINES > FRAME_SIDE_MAX ? FRAME_SIDE_MAX : LINES;
    *width = COLS < 1 ? 1 : COLS > FRAME_SIDE_MAX ? FRAME_SIDE_MAX : COLS;
}

/* --- present ------------------------------------------------------------- */

/* Code points of one style that stand side by side, put at once. */
struct run {
    wchar_t text[RUN_MAX];
    int len;
    int row;
    int col;
    enum style style;
};

static void put_run(const struct terminal *terminal, struct run *run)
{
    if (run->len == 0) return;
    attr_set(terminal->looks[run->style].attributes, terminal->looks[run->style].pair, NULL);
    /* An error in the last column of the last row only says that the cursor cannot move on. */
    (void)mvaddnwstr(run->row, run->col, run->text, run->len);
    run->len = 0;
}

/* Adds a cell's code points if the C library finds as many columns in them as the frame does.
 * ncurses goes by the C library, and a difference would shift the rest of the row. */
static bool add_cell(struct run *run, const struct frame_cell *cell)
{
    mbstate_t state = {0};
    int added = 0;
    int columns = 0;

    for (size_t at = 0; at < cell->len; added++) {
        wchar_t *here = &run->text[run->len + added];
        size_t taken = mbrtowc(here, cell->bytes + at, cell->len - at, &state);

        if (taken == 0 || taken > cell->len - at) return false; /* not in this locale */
        int width = wcwidth(*here);

        if (width < 0) return false;
        columns += width;
        at += taken;
    }
    if (columns != cell->columns) return false;
    run->len += added;
    return true;
}

static void add_stand_in(struct run *run, int columns)
{
    wchar_t sign = wcwidth(L'\ufffd') == 1 ? L'\ufffd' : L'?';

    for (int i = 0; i < columns; i++)
        run->text[run->len++] = sign;
}

static void present_row(const struct terminal *terminal, const struct frame *frame, int row,
                        int width)
{
    struct run run = {.row = row};

    for (int col = 0; col < width;) {
        struct frame_cell cell = frame_read_cell(frame, row, col, terminal->charset);
        bool is_cut = col + cell.columns > width; /* by a terminal narrower than the frame */

        if (cell.style != run.style || run.len + WIDTH_CLUSTER_BYTES_MAX > RUN_MAX) {
            put_run(terminal, &run);
        }
        if (run.len == 0) {
            run.style = cell.style;
            run.col = col;
        }
        if (is_cut || !add_cell(&run, &cell)) add_stand_in(&run, is_cut ? 1 : cell.columns);
        col += cell.columns;
    }
    put_run(terminal, &run);
}

static int smaller(int one, int other) { return one < other ? one : other; }

void terminal_present(struct terminal *terminal, const struct frame *frame)
{
    int height = smaller(frame_height(frame), LINES);
    int width = smaller(frame_width(frame), COLS);
    int row = 0;
    int col = 0;

    erase();
    for (int r = 0; r < height; r++)
        present_row(terminal, frame, r, width);
    if (frame_read_cursor(frame, &row, &col) && row < LINES && col < COLS) {
        move(row, col);
        curs_set(1);
    } else {
        move(0, 0);
        curs_set(0);
    }
    refresh();
}

/* --- keys ---------------------------------------------------------------- */

static key_code code_of_function_key(wint_t key)
{
    switch (key) {
    case KEY_LEFT:
        return KEYCODE_LEFT;
    case KEY_RIGHT:
        return KEYCODE_RIGHT;
    case KEY_UP:
        return KEYCODE_UP;
    case KEY_DOWN:
        return KEYCODE_DOWN;
    case KEY_HOME:
        return KEYCODE_HOME;
    case KEY_END:
        return KEYCODE_END;
    case KEY_PPAGE:
        return KEYCODE_PAGE_UP;
    case KEY_NPAGE:
        return KEYCODE_PAGE_DOWN;
    case KEY_ENTER:
        return KEYCODE_ENTER;
    case KEY_BACKSPACE:
        return KEYCODE_BACKSPACE;
    case KEY_DC:
        return KEYCODE_DELETE;
    case KEY_F(1):
        return KEYCODE_F1;
    default:
        return KEYCODE_UNKNOWN;
    }
}

static key_code code_of_character(wint_t character)
{
    switch (character) {
    case '\r':
    case '\n':
        return KEYCODE_ENTER;
    case '\t':
        return KEYCODE_TAB;
    case 0x08:
    case 0x7f:
        return KEYCODE_BACKSPACE;
    case ESCAPE:
        return KEYCODE_ESCAPE;
    default:
        return character == 0 || character > 0x10ffff ? KEYCODE_UNKNOWN : (key_code)character;
    }
}

/* Behind an escape: the rest of a sequence that terminfo does not know, or a key with Alt. Nobody
 * presses the escape key and another one that fast. False when nothing is there. */
static bool swallow_rest(void)
{
    wint_t key = 0;
    bool is_there = false;

    timeout(0);
    while (get_wch(&key) != ERR)
        is_there = true;
    return is_there;
}

static struct terminal_event key_event(key_code key)
{
    return (struct terminal_event){.kind = TERMINAL_KEY, .key = key};
}

/* ncurses 6 reports a held button's moves, and those of none, as REPORT_MOUSE_POSITION. */
static bool name_mouse(const MEVENT *event, struct terminal_mouse *mouse)
{
    *mouse = (struct terminal_mouse){.row = event->y, .col = event->x};
    if (event->bstate & BUTTON4_PRESSED)
        mouse->button = TERMINAL_WHEEL_UP;
    else if (event->bstate & BUTTON5_PRESSED)
        mouse->button = TERMINAL_WHEEL_DOWN;
    else if (event->bstate & BUTTON1_PRESSED)
        mouse->button = TERMINAL_PRESS;
    else if (event->bstate & BUTTON1_RELEASED)
        mouse->button = TERMINAL_RELEASE;
    else if (event->bstate & REPORT_MOUSE_POSITION)
        mouse->button = TERMINAL_DRAG;
    else
        return false;
    return true;
}

/* One KEY_MOUSE stands for all that came together, and getmouse gives the latest first. */
static void take_presses(struct terminal *terminal)
{
    MEVENT event;

    while (terminal->press_count < PRESSES_MAX && getmouse(&event) == OK) {
        if (name_mouse(&event, &terminal->presses[terminal->press_count])) terminal->press_count++;
    }
}

static struct terminal_event next_press(struct terminal *terminal)
{
    terminal->press_count--;
    return (struct terminal_event){.kind = TERMINAL_MOUSE,
                                   .mouse = terminal->presses[terminal->press_count]};
}

/* A key that is there already, or comes within so many milliseconds. */
static struct terminal_event read_key(struct terminal *terminal, int timeout_ms)
{
    wint_t key = 0;

    timeout(timeout_ms);
    int kind = get_wch(&key);

    if (kind == KEY_CODE_YES && key == KEY_RESIZE) {
        return (struct terminal_event){.kind = TERMINAL_RESIZED};
    }
    if (kind == KEY_CODE_YES && key == KEY_MOUSE) {
        take_presses(terminal);
        if (terminal->press_count == 0) return key_event(KEYCODE_UNKNOWN);
        return next_press(terminal);
    }
    if (kind == OK && key == CONTROL_L) {
        clearok(curscr, TRUE); /* the custom of terminals: draw it all again */
        return (struct terminal_event){.kind = TERMINAL_RESIZED};
    }
    if (kind == KEY_CODE_YES) {
        return key_event(code_of_function_key(key));
    }
    if (kind == OK && key == ESCAPE && swallow_rest()) {
        return key_event(KEYCODE_UNKNOWN);
    }
    if (kind == OK) return key_event(code_of_character(key));
    return (struct terminal_event){.kind = TERMINAL_TIMEOUT};
}

/* What has happened up to now. */
static struct terminal_event take_event(struct terminal *terminal, int timeout_ms)
{
    bool must_repaint = guard_take_disturbed();

    if (must_repaint) clearok(curscr, TRUE);
    if (follow_size() || must_repaint) return (struct terminal_event){.kind = TERMINAL_RESIZED};
    if (terminal->press_count > 0) return next_press(terminal);
    return read_key(terminal, timeout_ms);
}

/* ncurses would sleep through the end of a stop, so the waiting is done here. While we look at what
 * has happened the signals that may tell us more are blocked; ppoll lets them in as it falls
 * asleep. */
struct terminal_event terminal_read(struct terminal *terminal, int timeout_ms)
{
    struct pollfd input = {.fd = STDIN_FILENO, .events = POLLIN};
    struct timespec limit = {timeout_ms / 1000, (timeout_ms % 1000) * 1000000L};
    sigset_t telling;
    sigset_t found;
    int ready = 0;

    sigemptyset(&telling);
    sigaddset(&telling, SIGTSTP);
    sigaddset(&telling, SIGCONT);
    sigaddset(&telling, SIGWINCH);
    pthread_sigmask(SIG_BLOCK, &telling, &found);
    struct terminal_event event = take_event(terminal, 0);

    if (event.kind == TERMINAL_TIMEOUT) {
        ready = ppoll(&input, 1, timeout_ms < 0 ? NULL : &limit, &found);
    }
    pthread_sigmask(SIG_SETMASK, &found, NULL);
    if (event.kind != TERMINAL_TIMEOUT || ready == 0) return event;
    event = take_event(terminal, ready > 0 ? REST_OF_KEY_MS : 0);
    if (event.kind == TERMINAL_TIMEOUT && ready > 0 && (input.revents & ~POLLIN) != 0) {
        event.kind = TERMINAL_GONE;
    }
    return event;
}
