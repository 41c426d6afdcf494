/* result_gpkg.h - plume.gpkg: receptors and sources as layers that a GIS opens. Only this folder of the Gaussian model
 * knows GDAL. */
#ifndef LT_RESULT_GPKG_H
#define LT_RESULT_GPKG_H

#include "model/gaussian/result/plume_result.h"

lt_status lt_result_gpkg_write(const lt_plume_result *result, lt_outdir *dir);

#endif
