/* urban.h - what a town does to the least mixing above it. */
#ifndef LT_MET_URBAN_H
#define LT_MET_URBAN_H

typedef struct lt_urban_rules {
    double kz_m2s, depth_m; /* least eddy diffusivity over a cell that is all town, up to this height; 0: no rule */
} lt_urban_rules;

/* Least eddy diffusivity over a cell with this share of urban land, 0 to 1; 0 where the rule is off. */
double lt_urban_kz(double fraction, const lt_urban_rules *rules);
/* Raises kz[1..n-2] at edges up to rules->depth_m to least_m2s; ground and top stay. */
void lt_urban_raise_kz(int n, const double *z_edge, double least_m2s, const lt_urban_rules *rules, double *kz);

#endif
