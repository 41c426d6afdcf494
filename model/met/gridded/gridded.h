/* gridded.h - gridded weather as a reader gives it: WRF, ERA5, IFS, GFS, our own.
 *
 * A reader recognises a file, opens it (an index: times, levels, points, which records there are; nothing large is
 * kept) and reads one field at one time, in the units of fields.h. A reader is one file and one line of the list. */
#ifndef LT_GRIDDED_H
#define LT_GRIDDED_H

#include "base/timeaxis.h"
#include "model/met/gridded/fields.h"
#include "model/met/gridded/plane.h"
#include "model/met/notes.h"

typedef enum lt_level_kind {
    LT_LEVELS_NONE,     /* ground alone */
    LT_LEVELS_PRESSURE, /* pressure_Pa[n_levels] */
    LT_LEVELS_HYBRID,   /* p = a + b p_surface at levels (half way of the half levels where only those are known) */
    LT_LEVELS_FIELD     /* LT_G_PRESSURE is a field */
} lt_level_kind;

/* One record of a field. */
typedef struct lt_gridded_record {
    /* A state: begin = end = its time. An amount: its interval. A flux: the interval of the mean, or begin = end: the
     * value at that instant (WRF), which is no mean. */
    lt_time begin, end;
} lt_gridded_record;

typedef struct lt_gridded lt_gridded;

typedef struct lt_gridded_reader {
    const char *name;            /* "wrf" */
    const char *doc_en, *doc_zh; /* what it takes, one line */
    /* Cheap: by first bytes, names of dimensions or attributes. LT_OK and *mine false if it is another's. */
    lt_status (*recognise)(const char *path, bool *mine);
    /* Fills all members below but reader, path. A foreign netCDF goes through lt_ncr_open. LT_ERR_INPUT: truncated
     * file, mixed grids, unknown unit or level type, packed values without their scale ... */
    lt_status (*open)(lt_gridded *gridded);
    /* Values of one record in the unit of fields.h; [n_levels][plane.n] from the ground up, or [plane.n]. NaN: missing.
     * record: index among the field's records (lt_gridded.records[field]). */
    lt_status (*read)(lt_gridded *gridded, lt_gridded_field field, long record, float *values);
    /* Frees own; the rest stays. Nothing in own points into plane, levels, records or notes: lt_gridded_resume opens
     * once more and keeps those of the first time. */
    void (*close)(lt_gridded *gridded);
} lt_gridded_reader;

struct lt_gridded {
    const lt_gridded_reader *reader;
    char path[1024];
    lt_plane *plane;
    lt_level_kind level_kind;
    int n_levels;                              /* from the ground up */
    double *pressure_Pa, *hybrid_a, *hybrid_b; /* [n_levels] where they belong */
    /* Records of every field in growing order of their ends; a fixed field has one, whose times do not count. */
    struct {
        lt_gridded_record *items;
        long n, room;
    } records[LT_N_GRIDDED];
    char label[160]; /* "WRF 3.3.1 run of 2005-09-21 00:00", for output and page */
    lt_notes *notes; /* what the reader assumed or left; owned */
    void *own;       /* the reader's, with the open file; NULL: paused */
};

#define LT_GRIDDED_READER_LIST(X) X(wrf) X(lantian) X(mcip) X(cf)
#define LT_GRIDDED_READER_DECLARE(name) extern const lt_gridded_reader lt_gridded_reader_##name;
LT_GRIDDED_READER_LIST(LT_GRIDDED_READER_DECLARE)
#undef LT_GRIDDED_READER_DECLARE

/* A reader that needs a library which model/ does not link (ecCodes) stands in a target of its own. Who links that
 * target, the front door or a test, adds it once before any file is opened; a second time counts as once. */
void lt_gridded_add_reader(const lt_gridded_reader *reader);
/* In the order of the list, then the added ones; NULL beyond the last. */
const lt_gridded_reader *lt_gridded_reader_at(int r);
/* The reader of a file, NULL into *reader if none takes it. */
lt_status lt_gridded_recognise(const char *path, const lt_gridded_reader **reader);
/* Opens with the reader that takes it; LT_ERR_INPUT lists the readers if none does. */
lt_status lt_gridded_open(const char *path, lt_gridded **out);
void lt_gridded_close(lt_gridded *gridded); /* NULL is fine */
/* Closes the file and frees what the reader keeps; the index stays (records, points, levels, notes, label). */
void lt_gridded_pause(lt_gridded *gridded);
/* Opens it again for lt_gridded_read. LT_ERR_INPUT: the file is gone, or has other records, points or levels now. */
lt_status lt_gridded_resume(lt_gridded *gridded);
/* The same kind and number of levels, each to 1e-5? */
bool lt_gridded_same_levels(const lt_gridded *a, const lt_gridded *b);
bool lt_gridded_has(const lt_gridded *gridded, lt_gridded_field field);
/* Reads and judges, of a file that is not paused: a value outside what the field can be is LT_ERR_INPUT with file,
 * field, time, level and place. */
lt_status lt_gridded_read(lt_gridded *gridded, lt_gridded_field field, long record, float *values);
/* For readers: one more record, kept in order; twice the same interval is LT_ERR_INPUT. */
lt_status lt_gridded_add_record(lt_gridded *gridded, lt_gridded_field field, lt_time begin, lt_time end);

#endif
