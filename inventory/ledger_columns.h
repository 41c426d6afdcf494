/* ledger_columns.h - the columns of a table of source rows, and its cells (inside inventory/). */
#ifndef LT_LEDGER_COLUMNS_H
#define LT_LEDGER_COLUMNS_H

#include "inventory/ledger_read.h"

/* X-macro: member index, column, needed. */
#define LT_SOURCE_COLUMNS(X)                                                                                           \
    X(C_ID, "id", true)                                                                                                \
    X(C_REGION, "region", false)                                                                                       \
    X(C_SHARE, "share", false)                                                                                         \
    X(C_COUNTY, "county", false)                                                                                       \
    X(C_SECTOR, "sector", true)                                                                                        \
    X(C_PROCESS, "process", true)                                                                                      \
    X(C_TECHNOLOGY, "technology", true)                                                                                \
    X(C_CONTROL, "control", true)                                                                                      \
    X(C_UNIT, "unit", true)                                                                                            \
    X(C_CALENDAR, "calendar", true)                                                                                    \
    X(C_SURROGATE, "surrogate", true)                                                                                  \
    X(C_PROFILE, "profile", true)                                                                                      \
    X(C_CAPACITY, "capacity_tph", false)                                                                               \
    X(C_UNIT_SIZE, "unit_size_tph", false)                                                                             \
    X(C_BUILT_UP, "built_up", false)                                                                                   \
    X(C_LON, "lon", false)                                                                                             \
    X(C_LAT, "lat", false)                                                                                             \
    X(C_HEIGHT, "stack_height_m", false)                                                                               \
    X(C_DIAMETER, "stack_diameter_m", false)                                                                           \
    X(C_TEMPERATURE, "exit_temperature_K", false)                                                                      \
    X(C_VELOCITY, "exit_velocity_ms", false)                                                                           \
    X(C_LON_GCJ02, "lon_gcj02", false)                                                                                 \
    X(C_LAT_GCJ02, "lat_gcj02", false)                                                                                 \
    X(C_FACTOR_SOURCE, "factor_source", false)                                                                         \
    X(C_UNCERTAINTY, "uncertainty", false)                                                                             \
    X(C_MARK, "mark", false)                                                                                           \
    X(C_SOURCE, "source", true)

enum {
#define LT_COLUMN_ENUM(id, name, needed) id,
    LT_SOURCE_COLUMNS(LT_COLUMN_ENUM)
#undef LT_COLUMN_ENUM
        C_N
};

typedef struct lt_ledger_column {
    const char *name;
    bool needed;
} lt_ledger_column;
extern const lt_ledger_column lt_ledger_columns[C_N];

/* Text of a cell of column which; a fault where a needed one is empty, or a name is longer than size. */
lt_status lt_ledger_text(const lt_ledger_reader *reader, long row, int which, char *out, size_t size);
/* By its name or its Chinese head; -1: not there. */
int lt_ledger_find_column(const lt_csv *table, const char *name);
/* Number of a cell, empty where the column (-1) or the number is not there; what: the fault outside min to max. */
lt_status lt_ledger_number(const lt_ledger_reader *reader, long row, int column, double min, double max, double empty,
                           const char *what, double *out);

/* --- place and stack (ledger_place.c) --- */
/* lon and lat, or the same of a web map, whose offset is removed. */
lt_status lt_ledger_reader_lon_lat(const lt_ledger_reader *reader, long row, lt_source *s);
/* The numbers of a stack; where the row has none, those of s stay. */
lt_status lt_ledger_reader_stack(const lt_ledger_reader *reader, long row, lt_source *s);
/* All of these that the surrogate of s wants. */
lt_status lt_ledger_reader_place(const lt_ledger_reader *reader, long row, lt_source *s);
/* Do the texts of a row say that its place is none that is known: a mark such as "D, place A (assumed)", or "place
 * recalled" (to some km) in its source? Only here texts decide; lt_source.place_assumed has the answer. */
bool lt_ledger_place_is_assumed(const char *mark, const char *source);

#endif
