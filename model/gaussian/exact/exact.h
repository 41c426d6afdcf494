/* exact.h - closed forms of plumes, puffs, lines, areas and of plumes that lose mass: what the model is held to.
 * Independent of the model: no function of it is called here, libm throughout. Concentrations per unit as the rate:
 * Q [g/s] gives g/m3. Numbers and letters A1 .. A15: knowledge of the project, gaussian_analytic.md.
 * Distances along the wind x, across y; heights z above ground. */
#ifndef LT_GAUSSIAN_EXACT_H
#define LT_GAUSSIAN_EXACT_H

/* --- plume.c --- */

/* A1: plume over ground that reflects. */
typedef struct lt_exact_at {
    double y_m, z_m, height_m, sigma_y_m, sigma_z_m;
} lt_exact_at;
double lt_exact_plume(double rate, double wind_ms, const lt_exact_at *at);
/* A2: between the ground and a lid, by images until they add nothing. */
double lt_exact_lid(double rate, double wind_ms, const lt_exact_at *at, double lid_m);
/* Its limit where sigma_z is large, at the centre line y = 0. */
double lt_exact_mixed(double rate, double wind_ms, double sigma_y_m, double lid_m);
/* A3: infinite line, rate in g m-1 s-1; angle between wind and line. */
double lt_exact_line(double rate, double wind_ms, double angle_rad, double z_m, double height_m, double sigma_z_m);
/* Share of an infinite crosswind line that one from y1 to y2, seen from the receptor, gives. */
double lt_exact_line_share(double y1_m, double y2_m, double sigma_y_m);
/* A4: puff of M [g] at time t; sigma_x in its own. */
double lt_exact_puff(double mass, double wind_ms, double x_m, double time_s, double sigma_x_m, const lt_exact_at *at);
/* A4b: point source of Q from t = 0 on in a uniform wind and isotropic K, no ground, diffusion along the wind in it. */
double lt_exact_switched(double rate, double wind_ms, double diffusivity, const double xyz_m[3], double time_s);
/* The same in the limit of much time and a thin plume: sigma^2 = 2 K x/u. */
double lt_exact_thin(double rate, double wind_ms, double diffusivity, const double xyz_m[3]);
/* A14: height of a Gaussian that is carried and spread on a line, over the first. */
double lt_exact_peak(double sigma_m, double diffusivity, double time_s);

/* --- area.c: A5, sigma = a x^b --- */

typedef struct lt_exact_power {
    double a, b;
} lt_exact_power;
/* Strip without ends across the wind, x1 to x2 upwind; rate in g m-2 s-1; ground to ground. */
double lt_exact_strip(double rate, double wind_ms, double x1_m, double x2_m, lt_exact_power sigma_z);
/* Rectangle: y1 to y2 seen from the receptor; by quadrature to 1e-12. */
typedef struct lt_exact_rectangle {
    double x1_m, x2_m, y1_m, y2_m, height_m;
    lt_exact_power sigma_y, sigma_z;
} lt_exact_rectangle;
double lt_exact_area(double rate, double wind_ms, const lt_exact_rectangle *area);

/* --- power_law.c: A6, u = a z^m, K = b z^n, integrated across the wind; alpha = 2 + m - n > 0 --- */

typedef struct lt_exact_shear {
    double a, m, b, n;
} lt_exact_shear;
double lt_exact_shear_plume(const lt_exact_shear *shear, double x_m, double z_m, double height_m); /* Q = 1 */
double lt_exact_shear_height(const lt_exact_shear *shear, double x_m); /* mean height, ground source */

/* --- loss.c --- */

/* A7: settling and deposition with one K and u; v_d holds the settling. Integrated across the wind, Q = 1. */
typedef struct lt_exact_fall {
    double wind_ms, diffusivity, deposition_ms, settling_ms, height_m;
} lt_exact_fall;
double lt_exact_ermak(const lt_exact_fall *fall, double x_m, double z_m);
double lt_exact_ermak_airborne(const lt_exact_fall *fall, double x_m);  /* of 1, by quadrature */
double lt_exact_ermak_deposited(const lt_exact_fall *fall, double x_m); /* of 1, from 0 to x */
/* A8: what source depletion leaves of a ground source, sigma_z = a x^b. */
double lt_exact_depleted(double deposition_ms, double wind_ms, lt_exact_power sigma_z, double x_m);
/* A9: what rain leaves, R in mm/h. */
double lt_exact_washed(double rain_mmh, double x_m, double wind_ms);

/* --- surface.c --- */

/* A12: wind over a surface; aermod: its stable form, else 1 + 5 z/L. */
double lt_exact_wind(double friction_ms, double obukhov_m, double roughness_m, double z_m, int aermod);
/* A13: g 9.81, k 0.4. heat W m-2. */
double lt_exact_convective_velocity(double heat, double temperature_K, double density, double cp, double height_m);
double lt_exact_obukhov(double heat, double temperature_K, double density, double cp, double friction_ms);
double lt_exact_mechanical_height(double friction_ms);
/* A15: NO + O3, cm3 s-1; NO2/NO in balance with light, ozone in molecules cm-3, j in s-1. */
double lt_exact_no_o3(double temperature_K);
double lt_exact_photostationary(double rate_cm3s, double ozone_cm3, double photolysis_s);

/* --- functions.c --- */

double lt_exact_erfcx(double x);                    /* exp(x^2) erfc(x); relative error below 1e-12 */
double lt_exact_bessel_scaled(double nu, double x); /* I_{-nu}(x) exp(-x), nu < 1, x > 0 */
/* Integral from a to b by the double exponential; ends may be singular where the integrand is finite inside. */
double lt_exact_integral(double (*of)(double x, const void *with), const void *with, double a, double b);

#endif
