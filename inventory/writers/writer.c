/* writer.c - the registry of writers (writer.h). */
#include "inventory/writers/writer.h"

#include "base/csv.h"

#include <string.h>

const lt_writer *const lt_writers[] = {
#define LT_WRITER_ENTRY(name) &lt_writer_##name,
    LT_WRITER_LIST(LT_WRITER_ENTRY)
#undef LT_WRITER_ENTRY
        NULL};

lt_status lt_writer_find(const char *name, const lt_writer **out) {
    const char *names[sizeof lt_writers / sizeof *lt_writers];
    long n = 0;
    for (; lt_writers[n]; n++) {
        names[n] = lt_writers[n]->name;
        *out = lt_writers[n];
        if (name && strcmp(names[n], name) == 0) return LT_OK;
    }
    return LT_RAISE(LT_ERR_USAGE, .what = "as what should the inventory be written?", .where = "command line, --as",
                    .expected = lt_one_of(names, n), .found = name ? lt_fmt("\"%s\"", name) : "no --as",
                    .todo = lt_did_you_mean(name, names, n));
}
