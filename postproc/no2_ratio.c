#include "postproc/no2_ratio.h"

static const double least = 0.5, most = 0.9;
static const double c[7] = {1.2441e+00, -2.7383e-03, -5.6062e-06, 3.4555e-08, -5.8345e-11, 4.2795e-14, -1.1723e-17};

double lt_no2_ratio(double nox_ugm3) {
    double ratio = c[6];
    for (int k = 5; k >= 0; k--) ratio = ratio * nox_ugm3 + c[k];
    return ratio < least ? least : ratio > most ? most : ratio;
}
