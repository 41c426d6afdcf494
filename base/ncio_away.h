/* ncio_away.h - a netCDF file that another process writes. What is said of it by ncio.h (all but its records) is kept
 * as bytes in the order of the calls; lt_ncw_play makes the calls there, so the file has the bytes that it would have
 * here. Who made it takes the bytes over (lt_ncw_calls) and brings them there. */
#ifndef LT_NCIO_AWAY_H
#define LT_NCIO_AWAY_H

#include "ncio.h"

/* Called by lt_ncw_commit: brings the rest of the calls there, and waits until the file is whole under its temporary
 * name (lt_outdir_help); its digest. */
typedef lt_status (*lt_ncw_away_end)(void *context, lt_ncw *file, lt_digest digest);

/* Of dir, into which lt_ncw_commit enters it; lt_ncw_abandon only forgets it here. */
lt_status lt_ncw_create_away(lt_outdir *dir, const char *name, const char *title, lt_ncw_away_end end, void *context,
                             lt_ncw **out);
bool lt_ncw_is_away(const lt_ncw *file); /* NULL: no */
/* The calls since this was called last; valid until the next call of the file. */
const void *lt_ncw_calls(lt_ncw *file, size_t *bytes);
/* Make them. The first creates the file in dir: *file NULL before it. After an error it is to be abandoned, where there
 * is one. LT_ERR_INTERNAL: bytes that are none of lt_ncw_calls. They must be aligned to 8 bytes. */
lt_status lt_ncw_play(lt_outdir *dir, const void *calls, size_t bytes, lt_ncw **file);

#endif
