/* obs_history.h - where a value of an archive comes from, and what it was before. */
#ifndef LT_OBS_HISTORY_H
#define LT_OBS_HISTORY_H

#include "postproc/obs/archive/archive.h"

typedef struct lt_obs_history_wish {
    const char *station;
    int species;        /* -1: all */
    bool is_revised;    /* only values that were another before */
    lt_time first, end; /* starts in [first, end) */
} lt_obs_history_wish;

/* One line a revision, by species and time, on the terminal or as one JSON object. LT_ERR_INPUT: no such station. */
lt_status lt_obs_history_say(lt_archive *archive, const lt_obs_history_wish *wish, bool json, bool chinese);

#endif
