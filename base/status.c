/* status.c - the thread-local error record and lt_fmt. */
#include "base/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

enum { MEMBER_SIZE = 2048, CONTEXT_LINES = 8, CONTEXT_SIZE = 256, FMT_SIZE = 2048, FMT_RING = 64 * FMT_SIZE };

typedef struct error_record {
    char what[MEMBER_SIZE], where[MEMBER_SIZE], expected[MEMBER_SIZE], found[MEMBER_SIZE], todo[MEMBER_SIZE];
    char context[CONTEXT_LINES][CONTEXT_SIZE];
    int n_context;
} error_record;

static _Thread_local error_record record;
static _Thread_local char fmt_ring[FMT_RING]; /* texts one behind the other, each with its end */
static _Thread_local size_t fmt_next;

static const char unknown[] = "unknown status";

/* memmove, because a member of the new error may be text of the old one (lt_error_what). */
static void copy_member(char *out, const char *text) {
    size_t length = text ? strnlen(text, MEMBER_SIZE - 1) : 0;
    if (length) memmove(out, text, length);
    out[length] = '\0';
}

lt_status lt_error_raise(lt_status code, const lt_error *error) {
    static _Thread_local error_record fresh;
    copy_member(fresh.what, error->what);
    copy_member(fresh.where, error->where);
    copy_member(fresh.expected, error->expected);
    copy_member(fresh.found, error->found);
    copy_member(fresh.todo, error->todo);
    fresh.n_context = 0;
    record = fresh;
    return code;
}

lt_status lt_error_context(lt_status code, const char *format, ...) {
    /* The inmost lines say most: when the stack is full, outer ones are left out. */
    if (record.n_context >= CONTEXT_LINES) return code;
    va_list args;
    va_start(args, format);
    vsnprintf(record.context[record.n_context++], CONTEXT_SIZE, format, args);
    va_end(args);
    return code;
}

lt_status lt_error_place(lt_status code, const char *format, ...) {
    if (record.where[0]) return code;
    va_list args;
    va_start(args, format);
    vsnprintf(record.where, sizeof record.where, format, args);
    va_end(args);
    return code;
}

/* What travels: a mark, so that other bytes are found out, the code, and the record as it is (one program, one layout).
 */
typedef struct packed_error {
    char mark[8];
    int code;
    error_record record;
} packed_error;
_Static_assert(sizeof(packed_error) <= LT_ERROR_PACKED, "a packed error has room");
static const char packed_mark[8] = "lterror";

void lt_error_pack(lt_status code, char out[LT_ERROR_PACKED]) {
    const int value = (int)code;
    memset(out, 0, LT_ERROR_PACKED);
    memcpy(out, packed_mark, sizeof packed_mark);
    memcpy(out + offsetof(packed_error, code), &value, sizeof value);
    memcpy(out + offsetof(packed_error, record), &record, sizeof record);
}

lt_status lt_error_unpack(const char packed[LT_ERROR_PACKED]) {
    int code;
    memcpy(&code, packed + offsetof(packed_error, code), sizeof code);
    if (memcmp(packed, packed_mark, sizeof packed_mark) != 0 || strcmp(lt_status_name((lt_status)code), unknown) == 0)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "an error that another rank sent cannot be read");
    memcpy(&record, packed + offsetof(packed_error, record), sizeof record);
    return (lt_status)code;
}

void lt_error_text(lt_status code, char *buf, size_t size) {
    if (size == 0) return;
    const struct {
        const char *label, *text;
    } members[] = {{"where:    ", record.where},
                   {"expected: ", record.expected},
                   {"found:    ", record.found},
                   {"to do:    ", record.todo}};
    size_t used = 0;
    int n = snprintf(buf, size, "%s%s%s", lt_status_text(code), record.what[0] ? ": " : "", record.what);
    if (n > 0) used = (size_t)n;
    for (size_t m = 0; m < sizeof members / sizeof *members && used < size; m++) {
        if (!members[m].text[0]) continue;
        n = snprintf(buf + used, size - used, "\n  %s%s", members[m].label, members[m].text);
        if (n > 0) used += (size_t)n;
    }
    for (int c = 0; c < record.n_context && used < size; c++) {
        n = snprintf(buf + used, size - used, "\n  while %s", record.context[c]);
        if (n > 0) used += (size_t)n;
    }
}

const char *lt_error_what(void) {
    return record.what;
}

const char *lt_error_where(void) {
    return record.where;
}

const char *lt_error_todo(void) {
    return record.todo;
}

void lt_error_clear(void) {
    memset(&record, 0, sizeof record);
}

int lt_status_exit_code(lt_status code) {
    switch (code) {
#define EXIT_CODE(name, exit_code, text)                                                                               \
    case name:                                                                                                         \
        return exit_code;
        LT_STATUS_LIST(EXIT_CODE)
#undef EXIT_CODE
    }
    return 1;
}

const char *lt_status_name(lt_status code) {
    switch (code) {
#define NAME(name, exit_code, text)                                                                                    \
    case name:                                                                                                         \
        return #name;
        LT_STATUS_LIST(NAME)
#undef NAME
    }
    return unknown;
}

const char *lt_status_text(lt_status code) {
    switch (code) {
#define TEXT(name, exit_code, text)                                                                                    \
    case name:                                                                                                         \
        return text;
        LT_STATUS_LIST(TEXT)
#undef TEXT
    }
    return unknown;
}

const char *lt_fmt(const char *format, ...) {
    if (fmt_next + FMT_SIZE > FMT_RING) fmt_next = 0;
    char *buffer = fmt_ring + fmt_next;
    va_list args;
    va_start(args, format);
    int n = vsnprintf(buffer, FMT_SIZE, format, args);
    va_end(args);
    if (n < 0) buffer[0] = '\0';
    if (n >= FMT_SIZE) memcpy(buffer + FMT_SIZE - 4, "...", 4);
    fmt_next += strlen(buffer) + 1;
    return buffer;
}
