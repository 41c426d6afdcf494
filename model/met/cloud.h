/* cloud.h - cloud in the layers of a column where the source is silent, and what light meets of it. */
#ifndef LT_MET_CLOUD_H
#define LT_MET_CLOUD_H

#include "model/met/supply.h"

#include <stdbool.h>

/* Cover of a layer by relative humidity (0..1) with a critical humidity. */
double lt_cloud_sundqvist(double relative_humidity, double critical);
/* Critical humidity at a share of the surface pressure. */
double lt_cloud_critical(double sigma);
/* Cover of a layer that holds condensate, kg/kg, at a mixing ratio of saturation. */
double lt_cloud_xu_randall(double relative_humidity, double condensate, double saturation);
/* Cover of the column by layers that overlap at random where cloudless layers part them, else as much as they can. */
double lt_cloud_overlap(int nz, const double *fraction);
/* Share of ice in cloud at a temperature. */
double lt_cloud_ice_share(double temperature_K);
/* Fills cover, water and ice of the layers that are NAN; z_edge nz + 1 above ground. cover: of the column where it is
 * known, else NAN: then the humidity alone decides; rains: precipitation reaches the ground. Returns the cover of the
 * column, 0..1. */
double lt_cloud_fill(int nz, const double *z_edge, double cover, double temperature_2m_K, double dew_point_2m_K,
                     bool rains, lt_column *column);
/* Optical thickness at visible light of the cloud in the cloudy part of the column, 1; sea: share of sea below. */
double lt_cloud_optical_depth(int nz, const lt_column *column, double cover, double sea);
/* Effective radius of drops over land and sea, and of ice crystals, m. */
double lt_cloud_drop_radius(double temperature_K, double sea);
double lt_cloud_crystal_radius(double sigma);

#endif
