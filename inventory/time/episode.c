/* episode.c - see episode.h. */
#include "inventory/time/episode.h"

int lt_episodes_at(const lt_episodes *episodes, lt_time begin) {
    for (int k = 0; episodes && k < episodes->n; k++)
        if (begin >= episodes->items[k].from && begin < episodes->items[k].until) return k + 1;
    return 0;
}

double lt_calendar_share(lt_calendar *calendar, lt_time from, lt_time until) {
    double share = 0;
    for (lt_time hour = from; hour < until; hour += LT_HOUR) share += lt_calendar_rate(calendar, hour) * LT_HOUR;
    return share;
}
