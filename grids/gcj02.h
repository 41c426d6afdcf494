/* gcj02.h - the offset coordinates of Chinese web maps (GCJ-02) and WGS84, degrees. */
#ifndef LT_GCJ02_H
#define LT_GCJ02_H

/* WGS84 to GCJ-02 by the public formula; it holds in China only. */
void lt_gcj02_from_wgs84(double lon, double lat, double *out_lon, double *out_lat);
/* Back, by fixed-point steps to 1e-9 degree (0.1 mm). */
void lt_gcj02_to_wgs84(double lon, double lat, double *out_lon, double *out_lat);

#endif
