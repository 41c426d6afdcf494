/* plume_statistics.h - means, highest values and percentiles at receptors, from hours that come one after the other.
 *
 * A track is what is followed: all sources, all with the background, a group, a source. */
#ifndef LT_PLUME_STATISTICS_H
#define LT_PLUME_STATISTICS_H

#include "base/status.h"
#include "base/timeaxis.h"

#include <stdbool.h>

enum { LT_STATISTICS_LENGTHS = 3 };
extern const int lt_statistics_hours[LT_STATISTICS_LENGTHS]; /* of a block: 1, 8, 24 */

typedef struct lt_ranked {
    double value;
    lt_time end; /* of the block */
} lt_ranked;

typedef struct lt_statistics_wish {
    int n_receptors, n_tracks, n_ranks;
    int n_stored;                       /* first tracks of which percentiles are wanted; 0: none */
    bool length[LT_STATISTICS_LENGTHS]; /* which blocks */
} lt_statistics_wish;

/* Blocks of one length. */
typedef struct lt_statistics_blocks {
    bool open;
    lt_time number;      /* of the open block, counted in local time */
    int hours, valid;    /* of it, so far */
    double *sum;         /* [track][receptor] */
    double *air;         /* [track]: of the sum, what is not of the sources */
    lt_ranked *top;      /* [track][receptor][rank], the highest first; value NAN: none */
    long n, room;        /* blocks that have a value */
    double *stored;      /* [block][stored track][receptor] */
    long thin, left_out; /* with less than three quarters of their hours good; without any, or not whole */
} lt_statistics_blocks;

typedef struct lt_plume_statistics {
    lt_statistics_wish wish;
    long good, hours; /* of the period */
    double *sum;      /* [track][receptor] */
    lt_statistics_blocks blocks[LT_STATISTICS_LENGTHS];
} lt_plume_statistics;

lt_status lt_plume_statistics_create(const lt_statistics_wish *wish, lt_plume_statistics **out);
void lt_plume_statistics_free(lt_plume_statistics *s); /* NULL is fine */
/* The next hour; values [track][receptor], NULL: it does not count. air [track]: what of the values is in the air
 * without the sources, at all receptors; NULL: nothing. */
lt_status lt_plume_statistics_hour(lt_plume_statistics *s, lt_time end, const double *values, const double *air);
/* After the last hour. */
lt_status lt_plume_statistics_end(lt_plume_statistics *s);

/* Mean over the good hours of the period. */
double lt_plume_statistics_mean(const lt_plume_statistics *s, int track, int receptor);
/* rank from 0; value NAN: there are not so many blocks. */
lt_ranked lt_plume_statistics_top(const lt_plume_statistics *s, int length, int track, int rank, int receptor);
/* p 0 ... 100 of a stored track; NAN without blocks. LT_ERR_MEMORY. */
lt_status lt_plume_statistics_percentile(const lt_plume_statistics *s, int length, int track, double p, int receptor,
                                         double *out);

#endif
