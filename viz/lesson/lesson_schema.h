/* lesson_schema.h - the table as a JSON schema, for editors that complete and check while one
 * types.
 *
 * The schema accepts every file that the loader accepts. It cannot say everything that the loader
 * checks: names that must be known, values that must fit, cursors that must be open. */
#ifndef VIZ_LESSON_LESSON_SCHEMA_H
#define VIZ_LESSON_LESSON_SCHEMA_H

/* The text of lessons/schema/lesson.schema.json.
 *   Owner    the caller, who frees it.
 *   Errors   NULL when there is no memory. */
char *lesson_schema_text(void);

#endif
