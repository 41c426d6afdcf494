/* no2_ratio.h - NO2 out of NOx, for a model that carries no NO.
 *
 *   ARM2 (ambient ratio method 2):  NO2 = x r(x),  r(x) = c0 + c1 x + ... + c6 x^6, held within 0.5 and 0.9
 * x NOx as NO2, one hour, ug/m3 at 298.15 K and 1013.25 hPa (the US convention of reporting); r a volume ratio, equal
 * to the ratio of masses as NO2. Source: M. Podrez 2015, Atmos. Environ. 103, 163-170,
 * doi 10.1016/j.atmosenv.2014.12.021 (R), from which EPA took the method (EPA-454/B-15-004, section 2.3; existence V,
 * text not read). Coefficients and the bounds 0.5 and 0.9 as they stand in two versions of one public R package under
 * the name EPA (S); their unit is named there as ug/m3 (S). Limits: it is the upper envelope of the ratio in hours of
 * US monitors, so it errs to too much NO2; it knows neither ozone nor the sun nor Liaoning, and on a 27 km cell it is
 * given a mean of NOx where the fit knew a point. At night in winter, when ozone is used up, the truth is lower. x
 * itself is the bound that no chemistry can pass. */
#ifndef LT_NO2_RATIO_H
#define LT_NO2_RATIO_H

/* NO2 / NOx [1]; x from zero up. */
double lt_no2_ratio(double nox_ugm3);

#endif
