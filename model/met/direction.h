/* direction.h - wind directions of a series that knows them to sectors only. */
#ifndef LT_MET_DIRECTION_H
#define LT_MET_DIRECTION_H

#include "model/met/daily.h"
#include "model/met/pressure_wind.h"
#include "model/met/settings.h"
#include "model/met/station.h"

/* Hours of a window by what was known of their direction. */
typedef struct lt_directions {
    long of_day;    /* the sector of the hour and the direction of the day */
    long of_sector; /* the sector of the hour alone */
    long calm_by_pressure, calm_by_last;
} lt_directions;

/* Gives every complete hour of the window [start - 13 h, start + n h + 13 h) of a series with sectors a direction;
 * counts are of [start, start + n h). daily may be NULL, city -1 (the daily file has not the station's city), pressure
 * NULL. The series must not be repaired yet. */
lt_status lt_directions_draw(lt_station *station, const lt_daily *daily, int city, const lt_pressure_wind *pressure,
                             const lt_met_settings *settings, int draw, lt_time start, long n, lt_directions *out);
/* The part of the sector [centre - 45, centre + 45] that the direction of the day leaves, as offsets from the centre;
 * false (and the whole sector) if the day says nothing about it. */
bool lt_direction_range(double centre_deg, double day_deg, double *first, double *last);

#endif
