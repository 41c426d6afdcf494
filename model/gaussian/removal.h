/* removal.h - what a plume loses on its way: settling, deposition, washout, decay. */
#ifndef LT_GAUSSIAN_REMOVAL_H
#define LT_GAUSSIAN_REMOVAL_H

/* One species in one hour. Zeros: nothing is lost. */
typedef struct lt_plume_removal {
    double deposition_ms; /* dry deposition velocity, settling in it */
    double settling_ms;   /* fall of particles */
    double washout_s;     /* s-1: by rain */
    double decay_s;       /* s-1: ln 2 / half-life */
} lt_plume_removal;

#endif
