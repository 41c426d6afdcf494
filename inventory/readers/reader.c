/* reader.c - the registry of readers (reader.h). */
#include "inventory/readers/reader.h"

#include "base/csv.h"

#include <stdio.h>
#include <string.h>

const lt_reader *const lt_readers[] = {
#define LT_READER_ENTRY(name) &lt_reader_##name,
    LT_READER_LIST(LT_READER_ENTRY)
#undef LT_READER_ENTRY
        NULL};

lt_status lt_reader_find(const char *name, const lt_reader **out) {
    const char *names[sizeof lt_readers / sizeof *lt_readers];
    long n = 0;
    for (; lt_readers[n]; n++) {
        names[n] = lt_readers[n]->name;
        *out = lt_readers[n];
        if (strcmp(names[n], name) == 0) return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "unknown format of an inventory", .where = "format",
                    .expected = lt_one_of(names, n), .found = lt_fmt("\"%s\"", name),
                    .todo = lt_did_you_mean(name, names, n));
}

lt_status lt_reader_read(const lt_reader *reader, const char *path, const lt_reader_hint *hint, lt_faults *faults,
                         lt_foreign *out) {
    static const lt_reader_hint none = {"", "", "", 0};
    const long before = out->n_fields + out->n_rows;
    const long faults_before = faults->n;
    if (!out->format[0]) {
        snprintf(out->format, sizeof out->format, "%s", reader->format);
        snprintf(out->path, sizeof out->path, "%s", path);
    }
    lt_status status = reader->read(path, hint ? hint : &none, faults, out);
    if (status == LT_OK && out->n_fields + out->n_rows == before && faults->n == faults_before)
        status = lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = "the file holds no emissions", .where = path,
                                                 .expected = "at least one row or field", .found = "none",
                                                 .todo = "give the file of the inventory"));
    return status == LT_OK ? status : lt_error_context(status, "reading %s as %s", path, reader->name);
}
