/* sheet.h - all that `lantian met check` finds of one file: filled by one pass over its fields, then printed. */
#ifndef LT_MET_SHEET_H
#define LT_MET_SHEET_H

#include "base/cli.h"
#include "model/met/check/view.h"
#include "model/met/notes.h"

struct cJSON;

/* --- ranges.c: values of a field over all points, levels and times --- */
typedef struct lt_range_at {
    double value;
    long record, at; /* at: level * points + point; -1: there is none */
} lt_range_at;

typedef struct lt_range {
    lt_range_at least, most;
    double sum;
    long n, missing;        /* values that are there, and that are not */
    long at_least, at_most; /* how many stand at the least and at the most */
    long beyond;            /* outside what the field can be */
    lt_range_at first_beyond;
    long fits[4]; /* of those beyond: would be possible in the other units of ranges.c */
} lt_range;

/* --- gaps.c: the times of a field --- */
typedef struct lt_gap {
    lt_time first, last; /* missing times */
    long n;
} lt_gap;

typedef struct lt_axis {  /* a distinct set of times */
    long field, n_fields; /* the first field that has it, and how many have */
    lt_time first, last;  /* ends of records */
    long n, step_s;       /* the most frequent step; 0: one time */
    lt_gap *gap;
    long n_gaps, room;
} lt_axis;

/* --- places.c: hours at chosen places --- */
enum lt_place_value {
    LT_AT_T2M,
    LT_AT_DEW,
    LT_AT_RH,    /* 2 m, 0 to 1 */
    LT_AT_SPEED, /* 10 m */
    LT_AT_FROM,  /* degrees; NAN: calm or variable */
    LT_AT_PBLH,
    LT_AT_USTAR,
    LT_AT_HEAT,
    LT_AT_PRESSURE, /* at the ground */
    LT_AT_SEA_PRESSURE,
    LT_AT_VENTILATION,
    LT_AT_STAGNANT,
    LT_N_PLACE_VALUES
};

enum { LT_ROSE_SECTORS = 16 };

/* Values of a place as the file has them, by role: [n] of the ground, [n][levels], [1] fixed; NULL: not there. */
typedef struct lt_sheet_place {
    char en[64], zh[64];
    double lon, lat;
    int zone_h; /* local time is UTC + that */
    lt_plane_place points;
    double *raw[LT_VIEW_N_ROLES];
    double (*value)[LT_N_PLACE_VALUES]; /* [n], made of them (lt_sheet_places_end); NAN: not known */
} lt_sheet_place;

/* Layers of a place at a time: temperature [K], relative humidity [1], speed [m s-1], height above ground [m]. */
typedef struct lt_sheet_level {
    double temperature_K, humidity, speed_ms, height_m;
} lt_sheet_level;

/* Shares of the hours with wind by sector (0: from north, clockwise) and their mean speeds. */
typedef struct lt_sheet_rose {
    long n, calm; /* hours with a speed; of them below 0.5 m/s or without direction */
    double share[LT_ROSE_SECTORS], speed_ms[LT_ROSE_SECTORS]; /* of all n hours */
    double mean_ms;
} lt_sheet_rose;

/* Means by hour of the local day. */
typedef struct lt_sheet_cycle {
    long n[24];
    double mean[24][LT_N_PLACE_VALUES];
} lt_sheet_cycle;

/* --- balance.c: mass of an hour of our own file --- */
typedef struct lt_balance {
    long n;
    double *residual, *stored, *imbalance; /* [n] recomputed, as the file says, before the correction */
    double least_mass;                     /* smallest air mass of a cell, kg */
    long broken;                           /* values of mass and fluxes that are no numbers */
} lt_balance;

/* --- scores.c: against a station --- */
enum { LT_SCORE_T2M, LT_SCORE_DEW, LT_SCORE_RH, LT_SCORE_SPEED, LT_SCORE_PRESSURE, LT_N_SCORES };
typedef struct lt_score {
    long n;
    double mean_file, mean_station, bias, rmse, r;
} lt_score;
typedef struct lt_station_scores {
    char name[64];
    double lon, lat, altitude_m; /* NAN: not known */
    double lift_m;               /* station above the weather's terrain; NAN: no correction */
    lt_score score[LT_N_SCORES];
    long n_direction;
    double direction_bias, direction_mae; /* degrees; of hours in which both blow with at least 1 m/s */
} lt_station_scores;

typedef struct lt_sheet {
    lt_met_view *view;
    lt_faults *faults;
    lt_notes *notes;
    lt_range *range; /* [view->n_fields] */
    lt_axis *axis;
    long n_axes, axis_room;
    lt_sheet_place *place;
    long n_places, place_room, n_shown; /* the first n_shown are the report's, the others those of stations */
    long n_times, time_field;           /* times of the places are the records of that field, -1: none */
    lt_balance balance;
    struct lt_sheet_stations *stations; /* of scores.c */
    lt_station_scores *scores;          /* the last: all of them; [n_scores] */
    long n_scores;
    long supersaturated, over_100_ms, negative_rain; /* counted; -1: cannot be told */
    double most_humidity, fastest_ms, least_rain;
    long fast_at, fast_record; /* where the fastest wind is */
} lt_sheet;

/* Fault text through faults; where: "FILE, field, time, place". */
lt_status lt_sheet_fault(lt_sheet *sheet, const char *what, const char *where, const char *expected, const char *found,
                         const char *todo);
/* "2016-11-20T06:00Z, level 3, 41.5 N 123.4 E" through lt_fmt. */
const char *lt_sheet_where(const lt_met_view *view, long field, lt_range_at at, bool chinese);

lt_status lt_sheet_ranges(lt_sheet *sheet);
void lt_sheet_range_add(lt_sheet *sheet, long field, long record, const float *values);
lt_status lt_sheet_range_judge(lt_sheet *sheet);
/* Height of a pressure in the standard atmosphere (ICAO, to 11 km; isothermal above), m. */
double lt_sheet_standard_height(double pressure_Pa);
lt_status lt_sheet_gaps(lt_sheet *sheet);
lt_status lt_sheet_repairs(lt_sheet *sheet);
lt_status lt_sheet_lacking(lt_sheet *sheet);
lt_status lt_sheet_cover(lt_sheet *sheet, const char *grid);
lt_status lt_sheet_balance(lt_sheet *sheet);
/* city: only this one, NULL: all fourteen that lie within. */
lt_status lt_sheet_places(lt_sheet *sheet, const char *city);
/* One more place; points: where it lies between those of the weather. */
lt_status lt_sheet_place_new(lt_sheet *sheet, const char *en, const char *zh, double lon, double lat,
                             const lt_plane_place *points);
lt_status lt_sheet_places_begin(lt_sheet *sheet); /* after the last place */
lt_status lt_sheet_place_add(lt_sheet *sheet, long field, long record, const float *values);
lt_status lt_sheet_places_end(lt_sheet *sheet);
void lt_sheet_places_free(lt_sheet *sheet);
/* Middle of a mean, time of an instant. */
lt_time lt_sheet_place_time(const lt_sheet *sheet, long n);
void lt_sheet_place_rose(const lt_sheet *sheet, const lt_sheet_place *place, lt_sheet_rose *out);
void lt_sheet_place_cycle(const lt_sheet *sheet, const lt_sheet_place *place, lt_sheet_cycle *out);
/* Mean of the times within 3 h of the local hour (0, 6, 12, 18), [levels]; false if there are none. */
bool lt_sheet_place_profile(const lt_sheet *sheet, const lt_sheet_place *place, int hour, lt_sheet_level *levels);
/* Tables of stations to hold the weather against become places; city: where a table stands that does not say it. */
lt_status lt_sheet_stations_open(lt_sheet *sheet, const lt_cli_files *files, const char *city);
lt_status lt_sheet_scores(lt_sheet *sheet);
void lt_sheet_stations_free(lt_sheet *sheet);

void lt_sheet_print(const lt_sheet *sheet, bool chinese);
struct cJSON *lt_sheet_json(const lt_sheet *sheet);

#endif
