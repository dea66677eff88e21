/* save.c - the file's name, and what can go wrong with it. */
#include "viz/shell/save.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "viz/file/whole_file.h"
#include "viz/lesson/lesson_write.h"

void save_id(const char *path, char id[SAVE_ID_BYTES])
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    const char *dot = strrchr(name, '.');
    const char *end = dot == NULL ? name + strlen(name) : dot;
    size_t len = 0;
    for (; name < end && len + 1 < SAVE_ID_BYTES; name++) {
        char byte = *name >= 'A' && *name <= 'Z' ? (char)(*name - 'A' + 'a') : *name;
        bool is_word = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        if (is_word)
            id[len++] = byte;
        else if (len > 0 && id[len - 1] != '-')
            id[len++] = '-';
    }
    while (len > 0 && id[len - 1] == '-')
        len--;
    id[len] = '\0';
    if (len == 0) strcpy(id, "my-lesson");
}

static bool refuse_file(const struct shell_command *command, enum whole_file_status status,
                        enum language language, struct shell_trouble *trouble)
{
    const char *path = command->name.bytes;
    int why = status == WHOLE_FILE_NO_MEMORY ? ENOMEM : errno;
    if (status == WHOLE_FILE_IS_THERE)
        return shell_refuse(trouble, command->name.at,
                            language_text(language, "%.200s is there already; write! replaces it"),
                            path);
    return shell_refuse(trouble, command->name.at, "%.200s: %s", path, strerror(why));
}

bool save_lesson(const struct lesson *lesson, const struct shell_command *command,
                 enum language language, struct shell_trouble *trouble)
{
    char *bytes;
    size_t len;
    switch (lesson_write(lesson, &bytes, &len)) {
    case LESSON_OK:
        break;
    case LESSON_INVALID:
        return shell_refuse(trouble, command->at,
                            language_text(language, "the file would have more than %d bytes"),
                            LESSON_BYTES_MAX);
    case LESSON_NO_MEMORY:
        return shell_refuse(trouble, command->at, "%s", language_text(language, "out of memory"));
    }
    enum whole_file_status status =
        whole_file_write(command->name.bytes, bytes, len,
                         command->verb == SHELL_OVERWRITE ? WHOLE_FILE_REPLACES : WHOLE_FILE_KEEPS);
    if (status != WHOLE_FILE_OK) (void)refuse_file(command, status, language, trouble);
    free(bytes);
    return status == WHOLE_FILE_OK;
}
