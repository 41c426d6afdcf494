/* removal.h - what a plume loses on its way: settling, deposition, washout, decay. */
#ifndef LT_GAUSSIAN_REMOVAL_H
#define LT_GAUSSIAN_REMOVAL_H

/* One species in one hour. Zeros: nothing is lost. */
typedef struct lt_plume_removal {
    double deposition_ms; /* dry deposition velocity, settling in it (dry_hour.h has it by the hour) */
    double settling_ms;   /* fall of particles */
    double washout_s;     /* s-1: by rain */
    double decay_s;       /* s-1: ln 2 / half-life */
} lt_plume_removal;

/* s-1: coefficient R^0.79, R in mm/h; Jylha (1991), doi 10.1016/0960-1686(91)90307-2 (R). coefficient: s-1 at 1 mm/h;
 * 0 what rain does not take. 0 without rain. */
#define LT_WASHOUT_PARTICLES 8.4e-5 /* s-1, of particles of about 1 um (Jylha) */
double lt_plume_washout(double coefficient_s, double rain_mmh);
/* s-1; 0 for a half-life of 0 (none is given). */
double lt_plume_decay(double half_life_s);

#endif
