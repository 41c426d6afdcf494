/* ioapi.h - is a file what the I/O API 3.2 wants of gridded emissions? */
#ifndef LT_READER_IOAPI_H
#define LT_READER_IOAPI_H

#include "base/faults.h"
#include "base/ncio.h"

/* All faults: attributes that are missing or of the wrong length, texts padded with zero bytes (CMAQ stops on "G/S" and
 * zeros), numbers that are not those of the dimensions, VAR-LIST that does not name the variables, TFLAG that does not
 * step as SDATE, STIME and TSTEP say, units. */
lt_status lt_ioapi_judge(lt_ncr *file, lt_faults *faults);

#endif
