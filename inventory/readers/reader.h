/* reader.h - inventories of others, one file a format, one line here. Formats: ../README.md and the head of each file.
 *
 * A reader adds what a file holds to an lt_foreign. With a faults->report it hands on every fault of the file (row,
 * column, value, rule, remedy) and goes on; without one it stops at the first. */
#ifndef LT_READER_H
#define LT_READER_H

#include "inventory/fusion/foreign.h"

#define LT_READER_LIST(X)                                                                                              \
    X(reas_csv)                                                                                                        \
    X(reas_txt)                                                                                                        \
    X(edgar)                                                                                                           \
    X(meic_asc)                                                                                                        \
    X(meic_nc)                                                                                                         \
    X(tno)                                                                                                             \
    X(ff10_nonpoint)                                                                                                   \
    X(ff10_point)

/* What the file itself need not say. "" or 0: it must. */
typedef struct lt_reader_hint {
    const char *region, *sector, *species;
    int year;
} lt_reader_hint;

typedef struct lt_reader {
    const char *name, *title_en, *title_zh;
    const char *format; /* word of the tables in foreign_tables.h */
    const char *unit;   /* of the amounts where the file carries none: by the document of the format */
    lt_status (*read)(const char *path, const lt_reader_hint *hint, lt_faults *faults, lt_foreign *out);
} lt_reader;

#define LT_READER_DECLARE(name) extern const lt_reader lt_reader_##name;
LT_READER_LIST(LT_READER_DECLARE)
#undef LT_READER_DECLARE

/* All of them, ending with NULL. */
extern const lt_reader *const lt_readers[];
/* LT_ERR_INPUT with the names there are. */
lt_status lt_reader_find(const char *name, const lt_reader **out);
/* Reads one file; says which one in errors, and that it holds nothing. hint may be NULL. */
lt_status lt_reader_read(const lt_reader *reader, const char *path, const lt_reader_hint *hint, lt_faults *faults,
                         lt_foreign *out);

#endif
