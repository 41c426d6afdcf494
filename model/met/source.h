/* source.h - where a period's weather comes from: one file and one line each. */
#ifndef LT_MET_SOURCE_H
#define LT_MET_SOURCE_H

#include "grids/grid.h"
#include "model/met/climate.h"
#include "model/met/domain_weather.h"
#include "model/met/met_file.h"
#include "model/met/notes.h"
#include "model/met/settings.h"
#include "model/met/supply.h"

/* What a source is asked for. */
typedef struct lt_source_input {
    const lt_met_settings *settings;
    const lt_weather_files *files;
    const lt_climate *climate;
    const lt_grid *grid; /* geometry; regions and terrain may be missing */
    lt_time start;       /* with spin-up */
    long n, spinup;      /* hours */
    int draw;            /* from 1 */
    int threads;
} lt_source_input;

/* What it gives. */
typedef struct lt_source_output {
    lt_supply *supply;          /* what comes on a grid; else NULL, and made by the stage from: */
    lt_domain_weather *weather; /* the domain's, and */
    lt_local_weather *local;    /* what differs from place to place; NULL: nothing */
    lt_met_labels labels;       /* assumptions are set by the stage */
    lt_notes *notes;            /* given; the source adds what it assumes */
    bool drawn;                 /* something of it is drawn: another draw is another weather */
} lt_source_output;

#define LT_SOURCE_LIST(X)                                                                                              \
    X(season)                                                                                                          \
    X(episode)                                                                                                         \
    X(station)                                                                                                         \
    X(stations)                                                                                                        \
    X(gridded_wind)                                                                                                    \
    X(gridded)

typedef struct lt_source {
    bool (*matches)(const char *source); /* the word in the section */
    /* Hours before in->start that it can also give, of those that are wished for; NULL: none. */
    lt_status (*reach)(const lt_source_input *in, long wished, long *hours);
    /* Reads and judges all input; LT_ERR_INPUT before anything is written. */
    lt_status (*make)(const lt_source_input *in, lt_source_output *out);
} lt_source;
#define LT_SOURCE_DECLARE(name) extern const lt_source lt_source_##name;
LT_SOURCE_LIST(LT_SOURCE_DECLARE)
#undef LT_SOURCE_DECLARE

lt_status lt_source_make(const lt_source_input *in, lt_source_output *out);
/* Hours before in->start that the source can also give, 0 to wished. */
lt_status lt_source_reach(const lt_source_input *in, long wished, long *hours);
/* For sources that can give any hour. */
lt_status lt_source_reach_all(const lt_source_input *in, long wished, long *hours);
/* For typical sequences: the domain's weather and the labels from a series that was made up (taken over), named by its
 * word and in both languages. */
lt_status lt_source_synthetic(const lt_source_input *in, lt_station *series, const char *en, const char *zh,
                              lt_source_output *out);
/* For sources: name of the evidence city or of the file, into labels->city and *name. */
const char *lt_source_place(const lt_met_settings *settings, const char *path, lt_met_labels *labels);

#endif
