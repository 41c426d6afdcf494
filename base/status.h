/* status.h - how every fallible function reports.
 *
 * A function that can fail returns lt_status.  On failure it has left one
 * lt_error (what, where, expected, found, what to do) and a stack of context
 * lines in a thread-local record; only the front door (lantian.c) prints it.
 * Libraries never print and never exit. */
#ifndef LT_STATUS_H
#define LT_STATUS_H

#include <stddef.h>

/* X-macro: name, process exit code, text. */
#define LT_STATUS_LIST(X)                                                                                              \
    X(LT_OK, 0, "ok")                                                                                                  \
    X(LT_ERR_INTERNAL, 1, "internal fault")                                                                            \
    X(LT_ERR_VERIFY, 1, "verification failed")                                                                         \
    X(LT_ERR_INPUT, 2, "bad input")                                                                                    \
    X(LT_ERR_USAGE, 2, "bad request")                                                                                  \
    X(LT_ERR_ENV, 3, "environment")                                                                                    \
    X(LT_ERR_MEMORY, 3, "out of memory")                                                                               \
    X(LT_ERR_NUMERIC, 1, "no numerical solution")                                                                      \
    X(LT_ERR_STOPPED, 3, "stopped")

typedef enum lt_status {
#define LT_STATUS_ENUM(name, code, text) name,
    LT_STATUS_LIST(LT_STATUS_ENUM)
#undef LT_STATUS_ENUM
} lt_status;

/* One error. Any member may be NULL. */
typedef struct lt_error {
    const char *what;     /* what went wrong, a short sentence */
    const char *where;    /* file:line, variable, row and column */
    const char *expected; /* what would have been right */
    const char *found;    /* what was there */
    const char *todo;     /* what the user can do */
} lt_error;

/* Record an error (copies all strings, clears older ones); returns code. */
lt_status lt_error_raise(lt_status code, const lt_error *error);
/* Add a context line ("reading case.yaml") to the present error; returns code unchanged. */
lt_status lt_error_context(lt_status code, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Where it happened, said by a caller that knows it better: fills `where` if it is empty; returns code unchanged. */
lt_status lt_error_place(lt_status code, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The present error as text of several lines, into buf (always terminated). */
void lt_error_text(lt_status code, char *buf, size_t size);
/* The present error's "what", "where" and "to do" ("" if none); valid until the next raise. */
const char *lt_error_what(void);
const char *lt_error_where(void);
const char *lt_error_todo(void);
void lt_error_clear(void);
/* The present error as bytes for another process or thread of the same program, and back: it becomes the present error
 * there. Unpack returns the code that was packed, or LT_ERR_INTERNAL where the bytes are none of pack's. */
enum { LT_ERROR_PACKED = 12544 };
void lt_error_pack(lt_status code, char out[LT_ERROR_PACKED]);
lt_status lt_error_unpack(const char packed[LT_ERROR_PACKED]);
/* The process exit code of a status (0, 1, 2 or 3) and its name. */
int lt_status_exit_code(lt_status code);
const char *lt_status_name(lt_status code);
/* "bad input", "environment" ... */
const char *lt_status_text(lt_status code);

/* printf into a thread-local ring of 64 KiB, cut with "..." at 1023 bytes: for error members and names that are used at
 * once. A text stays until 63 KiB of others are made after it: more than 60 of any length, a thousand short ones. */
const char *lt_fmt(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* return LT_RAISE(LT_ERR_INPUT, .what = "...", .where = lt_fmt(...)); */
#define LT_RAISE(code, ...) lt_error_raise((code), &(const lt_error){__VA_ARGS__})

#define LT_TRY(call)                                                                                                   \
    do {                                                                                                               \
        lt_status lt_try_status_ = (call);                                                                             \
        if (lt_try_status_ != LT_OK) return lt_try_status_;                                                            \
    } while (0)

#define LT_TRY_CONTEXT(call, ...)                                                                                      \
    do {                                                                                                               \
        lt_status lt_try_status_ = (call);                                                                             \
        if (lt_try_status_ != LT_OK) return lt_error_context(lt_try_status_, __VA_ARGS__);                             \
    } while (0)

/* A call that does not know its place (a number, a time, a unit): say it. */
#define LT_TRY_PLACE(call, ...)                                                                                        \
    do {                                                                                                               \
        lt_status lt_try_status_ = (call);                                                                             \
        if (lt_try_status_ != LT_OK) return lt_error_place(lt_try_status_, __VA_ARGS__);                               \
    } while (0)

/* status is a local lt_status; jumps to label for clean-up. */
#define LT_TRY_GOTO(status, call, label)                                                                               \
    do {                                                                                                               \
        (status) = (call);                                                                                             \
        if ((status) != LT_OK) goto label;                                                                             \
    } while (0)

/* Allocation that reports. *out is set to zeroed memory of n items (n = 0 gives one item), 64-byte aligned.
 * Free with lt_free (or free). */
lt_status lt_calloc(size_t n, size_t item_size, void *out_pointer);
/* Room for n items in a list (list_pointer: T ** for any T, NULL at first; *room: how many it has room for, 0 at
 * first): at least twice what it had, so that a list that grows by one is moved seldom. The new items are not set, and
 * the list is no longer 64-byte aligned. LT_ERR_MEMORY leaves list and room as they were. Free with lt_free. */
lt_status lt_grow(void *list_pointer, size_t item_size, long n, long *room);
void lt_free(void *pointer);

#endif
