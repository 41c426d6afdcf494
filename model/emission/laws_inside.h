/* laws_inside.h - what laws.c and laws_open.c share. */
#ifndef LT_LAWS_INSIDE_H
#define LT_LAWS_INSIDE_H

#include "model/emission/climatology.h"
#include "model/emission/law.h"
#include "model/emission/laws.h"

typedef struct lt_used_law {
    const lt_law *law; /* NULL: one of stacks, or not evaluated here */
    char name[32];
    double parameter[LT_LAW_MAX_PARAMETERS];
    double *norm;   /* [cell] sum of g over the hours of the period in the climatology */
    double *weight; /* [cell] g of the hour over norm, 1/h */
    int period;     /* that norm is of: days of the year x 100, and the month */
    bool own_norms; /* the calendar's hours weigh what the hour's weather asks for: each potential has its own norm */
} lt_used_law;

typedef struct lt_potential {
    int law, profile; /* profile -1: of points */
    double steady, month[12], hour[24];
    double *norm, *weight; /* the law's, or its own */
} lt_potential;

/* Amounts of the potentials of one field, kg or mol. */
typedef struct lt_potential_amounts {
    double **area;  /* [potential] [cell]; NULL where there is none */
    double *points; /* [point]; NULL: none */
} lt_potential_amounts;

typedef struct lt_potential_species {
    char name[32];
    lt_potential_amounts *in; /* [1 + episodes]: of all other hours, then of each episode's */
} lt_potential_species;

struct lt_laws {
    lt_ncr *file;
    size_t nx, plane, n_points;
    int n_laws, n, n_species, max_species;
    lt_used_law *laws;
    lt_potential *potential;
    lt_potential_species *species;
    long *point_potential; /* -1: the point is none */
    lt_climatology climatology;
    bool mean, by_light, by_warming; /* of any law that is evaluated */
    double *day, *hour, *before, *light, *g;
    bool *heating;
    lt_time loaded;          /* first hour of the day in `day` */
    int n_episodes, episode; /* of the file; that the hour lies in, from 1, 0: none */
    double *from, *until;    /* [episode] UTC */
    lt_civil local;          /* of the hour */
};

/* Make norm that of the period (law.h) in which a day of this month and year lies. Overwrites day, hour, before, light,
 * heating and g.
 */
void lt_laws_normalise(lt_laws *laws, lt_used_law *used, int year, int month);
lt_potential_species *lt_laws_species(const lt_laws *laws, const char *emitted); /* NULL */
/* laws_episodes.c: hours in which the potentials have other amounts (the group episodes, which a file may lack). */
lt_status lt_laws_open_episodes(lt_laws *laws);
int lt_laws_episode_at(const lt_laws *laws, lt_time begin); /* from 1, 0: none */

#endif
