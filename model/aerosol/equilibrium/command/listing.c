/* listing.c - see listing.h. */
#include "model/aerosol/equilibrium/command/listing.h"

#include "base/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "FILE:12, column NH4": the line, 0 if there is none, and the column, "" if there is none. */
static int split_where(const char *where, char *column, size_t size) {
    const char *mark = ", column ", *at = strstr(where, mark);
    const size_t n = at ? (size_t)(at - where) : strlen(where);
    size_t digits = n;
    snprintf(column, size, "%s", at ? at + strlen(mark) : "");
    while (digits > 0 && where[digits - 1] >= '0' && where[digits - 1] <= '9') digits--;
    return digits > 0 && where[digits - 1] == ':' ? (int)strtol(where + digits, NULL, 10) : 0;
}

/* The kind of the present error, a new one if need be; NULL if there is no room. */
static lt_equilibrium_listed *kind_of(lt_equilibrium_listing *list, const char *column) {
    lt_equilibrium_listed kind = {0};
    snprintf(kind.what, sizeof kind.what, "%s", lt_error_what());
    snprintf(kind.column, sizeof kind.column, "%s", column);
    snprintf(kind.todo, sizeof kind.todo, "%s", lt_error_todo());
    for (int k = 0; k < list->n_kinds; k++) {
        lt_equilibrium_listed *old = &list->kinds[k];
        if (strcmp(old->what, kind.what) == 0 && strcmp(old->column, kind.column) == 0 &&
            strcmp(old->todo, kind.todo) == 0)
            return old;
    }
    if (list->n_kinds == LT_EQ_LISTED_KINDS) return NULL;
    list->kinds[list->n_kinds] = kind;
    return &list->kinds[list->n_kinds++];
}

void lt_equilibrium_listing_take(const char *text, void *context) {
    lt_equilibrium_listing *list = context;
    char column[64];
    const int line = split_where(lt_error_where(), column, sizeof column);
    lt_equilibrium_listed *kind = kind_of(list, column);
    if (list->n++ == 0) snprintf(list->first, sizeof list->first, "%s: %s", lt_error_where(), lt_error_what());
    if (!kind) {
        list->n_other++;
        return;
    }
    const long beyond = kind->n++ - LT_EQ_LISTED_WHOLE;
    if (beyond < 0) lt_remark(LT_LOG_INFO, "%s", text);
    if (beyond >= 0 && beyond < LT_EQ_LISTED_LINES) kind->lines[beyond] = line;
}

static void say_rest(const lt_equilibrium_listed *kind, long rows) {
    char lines[160] = "";
    size_t used = 0;
    const long more = kind->n - LT_EQ_LISTED_WHOLE;
    for (long k = 0; k < more && k < LT_EQ_LISTED_LINES; k++)
        used += (size_t)snprintf(lines + used, sizeof lines - used, "%s%d", k ? ", " : "", kind->lines[k]);
    lt_remark(LT_LOG_INFO, "and %ld row%s more of the same kind (line%s %s%s): %s%s%s, %ld of %ld rows; to do: %s",
              more, more == 1 ? "" : "s", more == 1 ? "" : "s", lines, more > LT_EQ_LISTED_LINES ? " ..." : "",
              kind->what, kind->column[0] && !strstr(kind->what, kind->column) ? " in column " : "",
              kind->column[0] && !strstr(kind->what, kind->column) ? kind->column : "", kind->n, rows, kind->todo);
}

void lt_equilibrium_listing_end(const lt_equilibrium_listing *list, long rows) {
    for (int k = 0; k < list->n_kinds; k++)
        if (list->kinds[k].n > LT_EQ_LISTED_WHOLE) say_rest(&list->kinds[k], rows);
    if (list->n_other) lt_remark(LT_LOG_INFO, "and %ld more of other kinds", list->n_other);
}
