/* index.h - the messages of a file that are used: where they lie, what they are; no values. */
#ifndef LT_GRIB_INDEX_H
#define LT_GRIB_INDEX_H

#include "base/texts.h"
#include "model/met/gridded/grib/frame.h"
#include "model/met/gridded/grib/header.h"
#include "model/met/gridded/grib/lattice.h"

typedef struct lt_grib_message {
    int64_t offset;
    double level; /* Pa or number of a hybrid level, else 0 */
    double scale;
    lt_time begin, end;
    int number, part; /* of the message in the file from 1; of the field in the message from 0 */
    int row, field;   /* of the parameters; a lt_gridded_field, its own because terrain may come as a height */
    bool hybrid, mean_state, turned;
    lt_saturation saturation;
} lt_grib_message;

typedef struct lt_grib_index {
    char path[1024];
    lt_grib_file *file;
    lt_grib_message *items;
    long n, room;
    int n_messages; /* in the file, used or not */
    lt_grib_lattice lattice;
    double *pv; /* [n_pv] coefficients of the half levels: all a from the top down, then all b; NULL: none */
    long n_pv;
    int member; /* -1: none */
    lt_time first_base, last_base;
    char source[48];
    lt_texts *left; /* names of parameters that were not used, with the reason */
    char left_text[240];
    bool left_cut; /* there are more */
    int n_left;
} lt_grib_index;

/* Reads the headers of a file. LT_ERR_INPUT with number and byte of the message: cut off, two grids or two ensemble
 * members among what is used, spherical harmonics, no time; nothing that is used (names what there is). */
lt_status lt_grib_index_read(const char *path, lt_grib_index **out);
void lt_grib_index_free(lt_grib_index *index); /* NULL is fine */

/* A used message in the hands of ecCodes; free with codes_handle_delete. */
lt_status lt_grib_index_handle(lt_grib_index *index, const lt_grib_message *message, codes_handle **out);
/* "FILE, message 12, from byte 34567", through lt_fmt. */
const char *lt_grib_index_where(const lt_grib_index *index, const lt_grib_message *message);
/* All values of a message, [lattice.n], in its order and unit; 1e300: missing. */
lt_status lt_grib_index_values(lt_grib_index *index, const lt_grib_message *message, double *values);
#define LT_GRIB_MISSING 1e300

#endif
