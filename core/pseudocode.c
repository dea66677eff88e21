/* pseudocode.c - the lines of pseudo-code, looked up. */
#include "core/pseudocode.h"

#include <assert.h>

static const th_line_info lines[] = {[TH_LINE_NONE] = {TH_CODE_NONE, 0, ""},
#define X(line, code, indent, text) [line] = {code, indent, text},
                                     TH_LINE_LIST(X)
#undef X
};

th_line_info th_line_of(th_line line)
{
    assert(line < TH_LINE_COUNT);
    return lines[line];
}

const char *th_code_name(th_code code)
{
    static const char *const names[] = {
        [TH_CODE_NONE] = "",
        [TH_CODE_MAKE] = "make (makemap)",
        [TH_CODE_GET] = "get (mapaccess)",
        [TH_CODE_PUT] = "put (mapassign)",
        [TH_CODE_DELETE] = "delete (mapdelete)",
        [TH_CODE_CLEAR] = "clear (mapclear)",
        [TH_CODE_GROW] = "grow (hashGrow, evacuate)",
        [TH_CODE_ITERATE] = "iterate (mapiternext)",
    };
    assert(code <= TH_CODE_ITERATE);
    return names[code];
}

th_line th_code_first_line(th_code code)
{
    for (unsigned line = TH_LINE_NONE + 1; line < TH_LINE_COUNT; line++) {
        if (lines[line].code == code) return (th_line)line;
    }
    return TH_LINE_NONE;
}

int th_code_line_count(th_code code)
{
    int count = 0;
    for (unsigned line = TH_LINE_NONE + 1; line < TH_LINE_COUNT; line++)
        count += lines[line].code == code;
    return count;
}
