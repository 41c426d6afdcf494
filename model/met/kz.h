/* kz.h - vertical eddy diffusivity of scalars. */
#ifndef LT_MET_KZ_H
#define LT_MET_KZ_H

typedef struct lt_kz_rules {
    double smallest_m2s, residual_m2s; /* everywhere between ground and top; in the residual layer */
} lt_kz_rules;

/* At height z (0 <= z) in a boundary layer of height h; 0 at z = 0, at and above h. No floor. */
double lt_kz_at(double z_m, double h_m, double friction_velocity_ms, double inverse_obukhov_m);
/* At n edges z_edge[0] = 0 .. z_edge[n-1] = top, with floors; exactly 0 at the ground and at the top. entrainment_m2s:
 * least value at the edge nearest to h. */
void lt_kz_column(int n, const double *z_edge, double h_m, double residual_m, double friction_velocity_ms,
                  double inverse_obukhov_m, double entrainment_m2s, const lt_kz_rules *rules, double *kz);

#endif
