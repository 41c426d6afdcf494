/* nearby_json.h - inside of nearby_summary.c and nearby_report.c: the numbers that both tell, as JSON.
 *
 * Of a site: site, title_en, title_zh, resolution_m, cell_km, cells [west to east, south to north]. Of a pollutant in a
 * period, ug/m3:
 *
 *   base, and of the reference and packages alike
 *     mean_ugm3          of all points, which is that of the cells
 *     highest_ugm3       point with the highest mean; highest_lon, highest_lat: absent where it is no place
 *                        (lt_nearby_has_place)
 *     highest_hour_ugm3  highest hour of any point
 *     mean_difference    largest |mean of a cell's points - the grid's value| / value: the check of the map
 *     stack_share        of the mean, that came from stacks of the cells and their neighbours; absent where not known
 *     flat_share         of that, which plumes do not shape: it lies flat in its cell
 *     shaped_share       of the mean, that plumes of stacks shape (lt_nearby_shaped); absent where not known
 *   packages {id: ...}, of the reference and packages further
 *     delta_ugm3         difference of the means to what it acts on
 *     delta_stacks_ugm3  of it what came from stacks; absent where not known
 *     largest_decrease_ugm3, largest_increase_ugm3   of points above the noise, else 0
 *     hidden_share       of the points: below three times the noise of their cell */
#ifndef LT_NEARBY_JSON_H
#define LT_NEARBY_JSON_H

#include "postproc/nearby/nearby.h"

#include <cjson/cJSON.h>

cJSON *lt_nearby_site_json(const lt_nearby_file *base);
cJSON *lt_nearby_pollutant_json(const lt_nearby *nearby, const lt_nearby_site *site, lt_nearby_pollutant pollutant);

#endif
