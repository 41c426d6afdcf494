/* gcj02.c - GCJ-02, the offset of Chinese web maps, by the formula that has been public since about 2010.
 *
 * With x = lon - 105, y = lat - 35 (degrees) the offset in metres, sums of waves, is
 *   north: -100 + 2x + 3y + 0.2y^2 + 0.1xy + 0.2 sqrt|x| + 2/3 (20 sin 6 pi x + 20 sin 2 pi x
 *          + 20 sin pi y + 40 sin pi y/3 + 160 sin pi y/12 + 320 sin pi y/30)
 *   east:  300 + x + 2y + 0.1x^2 + 0.1xy + 0.1 sqrt|x| + 2/3 (20 sin 6 pi x + 20 sin 2 pi x
 *          + 20 sin pi x + 40 sin pi x/3 + 150 sin pi x/12 + 300 sin pi x/30)
 * and turned into degrees on the ellipsoid of Krasovsky (a = 6378245 m, e^2 = 0.00669342162296594323).
 * Source: the public formula (many implementations; official text not public). Checked against its published test
 * points (tests/unit/test_borders.c) and the size in Liaoning, 430-570 m east, 85-270 m north. Limit: mainland China.
 */
#include "grids/gcj02.h"

#include <math.h>

static double waves(double long_1, double long_2, double v) {
    return 20 * sin(M_PI * v) + 40 * sin(M_PI * v / 3) + long_1 * sin(M_PI * v / 12) + long_2 * sin(M_PI * v / 30);
}

static void offset_m(double lon, double lat, double *east, double *north) {
    const double x = lon - 105, y = lat - 35, root = sqrt(fabs(x));
    const double fine = 20 * sin(6 * M_PI * x) + 20 * sin(2 * M_PI * x);
    *north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + (fine + waves(160, 320, y)) * (2.0 / 3.0);
    *east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + (fine + waves(150, 300, x)) * (2.0 / 3.0);
}

void lt_gcj02_from_wgs84(double lon, double lat, double *out_lon, double *out_lat) {
    const double a = 6378245.0, ee = 0.00669342162296594323, phi = lat * (M_PI / 180);
    const double m = 1 - ee * sin(phi) * sin(phi), root = sqrt(m);
    double east, north;
    offset_m(lon, lat, &east, &north);
    *out_lon = lon + east / (a / root * cos(phi)) * (180 / M_PI);
    *out_lat = lat + north / (a * (1 - ee) / (m * root)) * (180 / M_PI);
}

void lt_gcj02_to_wgs84(double lon, double lat, double *out_lon, double *out_lat) {
    double x = lon, y = lat;
    for (int step = 0; step < 30; step++) {
        double there_lon, there_lat;
        lt_gcj02_from_wgs84(x, y, &there_lon, &there_lat);
        x += lon - there_lon;
        y += lat - there_lat;
        if (fabs(lon - there_lon) < 1e-9 && fabs(lat - there_lat) < 1e-9) break;
    }
    *out_lon = x;
    *out_lat = y;
}
