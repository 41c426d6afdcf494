/* episode.h - hours in which the rows of a ledger emit otherwise than in the rest of the year (an alert). */
#ifndef LT_EPISODE_H
#define LT_EPISODE_H

#include "inventory/ledger.h"
#include "inventory/time/calendar.h"

typedef struct lt_episode {
    lt_time from, until; /* UTC, whole hours: those that begin in [from, until) */
    lt_source *sources;  /* [n of the ledger]: its rows in their order, with other activities and removals */
} lt_episode;

/* Of a ledger (ledger.h); no two hold the same hour. */
typedef struct lt_episodes {
    lt_episode *items;
    int n;
} lt_episodes;

/* Number, from 1, of the episode that holds the hour which begins then; 0: none. episodes may be NULL. */
int lt_episodes_at(const lt_episodes *episodes, lt_time begin);
/* Share of a year's emission that a calendar puts into the hours [from, until). */
double lt_calendar_share(lt_calendar *calendar, lt_time from, lt_time until);

#endif
