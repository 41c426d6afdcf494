/* source_shape.h - the shape of a source as written onto the plane of its case. */
#ifndef LT_SOURCE_SHAPE_H
#define LT_SOURCE_SHAPE_H

#include "model/gaussian/case/plane.h"
#include "model/gaussian/source.h"

/* Of the word of a case: road is a line. */
lt_plume_kind lt_source_kind_of(const char *word);
/* Place and corners of source->kind; *corners is the caller's, source->corners_m points to it. LT_ERR_INPUT: a place
 * out of reach, corners that are no pairs of numbers, too few or too many, that enclose nothing, cross, or repeat. */
lt_status lt_source_shape_of(const lt_plane *plane, const lt_plume_source_keys *keys, const char *where,
                             lt_plume_source *source, double **corners);

#endif
