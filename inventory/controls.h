/* controls.h - removal of a named control: efficiency x application rate, by year (data/controls). */
#ifndef LT_CONTROLS_H
#define LT_CONTROLS_H

#include "inventory/ledger.h"

/* PMC (PM10 - PM2.5) has an efficiency of its own and stands after the pollutants. */
enum { LT_CONTROL_PMC = LT_N_POLLUTANTS, LT_N_CONTROLLED };

typedef struct lt_control {
    char name[48];
    int pollutant;                        /* enum lt_pollutant or LT_CONTROL_PMC */
    double efficiency[2], application[2]; /* 2014, 2020 */
    char mark[32], source[512];
    long next; /* row of the same control, -1: the last */
} lt_control;

typedef struct lt_controls {
    lt_control *rows;
    long n, capacity;
    struct lt_texts *first; /* name -> first row */
    char path[512];         /* of the table read last */
} lt_controls;

lt_status lt_controls_create(lt_controls **out);
/* A table of controls, after what is there. */
lt_status lt_controls_read(const char *path, lt_controls *controls);
void lt_controls_free(lt_controls *controls);
/* efficiency x application in a year, 0 where the table has no row. */
double lt_controls_removal(const lt_controls *controls, const char *name, int pollutant, int year);
/* Set removal[] of a source whose factors are set. "none" is always known. */
lt_status lt_controls_apply(const lt_controls *controls, int year, lt_source *source);
/* The removal of PM10 or TSP [kg] that follows from those of PM2.5 and of what is coarser (T/CSES 144-2024, table A.1
 * note a). */
double lt_control_whole(double pm25_kg, double whole_kg, double fine, double coarse);

#endif
