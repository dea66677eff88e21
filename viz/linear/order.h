/* order.h - a line that a learner has typed, as an order: which action of the table of keys
 * (viz/action/keys.h), or what is to be told. A line of one character is that key; behind a colon
 * stands a command of free play. */
#ifndef VIZ_LINEAR_ORDER_H
#define VIZ_LINEAR_ORDER_H

#include "viz/action/keys.h"
#include "viz/linear/say.h"

enum order_kind {
    ORDER_UNKNOWN, /* no order: while a question waits it may be an answer */
    ORDER_ACTION,  /* of action; argument: of KEYS_FIND, _BREAKS, _COMMAND and _WORKER */
    ORDER_GO,      /* to a step: argument */
    ORDER_LOOK,    /* at everything, or at argument */
    ORDER_OVERVIEW,
    ORDER_MEMORY,
    ORDER_HISTORY,
    ORDER_CODE,
    ORDER_TERMS,  /* or what argument means */
    ORDER_WHY,    /* a slot: argument */
    ORDER_CAUSE,  /* to the move behind a slot: argument */
    ORDER_ANSWER, /* argument, whatever it looks like */
};

struct order {
    enum order_kind kind;
    enum keys_action action;
    key_code key;         /* where a line of one character asked for action; else KEYCODE_NONE */
    const char *argument; /* in the line, behind the words of the order; "" */
};

/* What a line orders in a context. Blanks around it do not count, nor do capitals in words; in a
 * line of one character they do. An empty line is the next move.
 *   Owner    argument points into line. */
struct order order_read(const char *line, enum keys_context context);

/* The word that was nearly written; NULL: none. Static. */
const char *order_suggestion(const char *line, enum keys_context context);

/* All orders of a context, a line each: the words, the key, what it does. */
void order_describe_all(const struct say *say, enum keys_context context);

#endif
