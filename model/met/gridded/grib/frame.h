/* frame.h - where the messages of a GRIB file lie, and the fields within a message, from the lengths that they state.
 */
#ifndef LT_GRIB_FRAME_H
#define LT_GRIB_FRAME_H

#include "base/status.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct lt_grib_file lt_grib_file;

/* A whole message; GRIB2 may hold several fields in one (NCEP keeps both parts of a wind together). */
typedef struct lt_grib_frame {
    int64_t offset, length; /* bytes */
    int number;             /* of the message in the file, from 1 */
    int n_fields;
} lt_grib_frame;

lt_status lt_grib_file_open(const char *path, lt_grib_file **out);
void lt_grib_file_close(lt_grib_file *file); /* NULL is fine */
int64_t lt_grib_file_size(const lt_grib_file *file);

/* The next message at or after a byte; bytes between messages are passed over. *found false: there is none. number goes
 * into the frame. LT_ERR_INPUT with number and byte: cut off, no end where the length says, no edition 1 or 2. */
lt_status lt_grib_file_next(lt_grib_file *file, int64_t from, int number, lt_grib_frame *frame, bool *found);

/* One field as a message of its own; the bytes belong to file and last until the next call. */
lt_status lt_grib_file_field(lt_grib_file *file, const lt_grib_frame *frame, int field, const void **bytes,
                             size_t *size);

#endif
