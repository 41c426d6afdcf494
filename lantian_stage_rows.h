/* lantian_stage_rows.h - the stages up to the model: what decides each, and which files it writes. Both programs say it
 * in these words, so that each knows what the other has made; `lantian` adds what makes, judges and remarks. */
#ifndef LANTIAN_STAGE_ROWS_H
#define LANTIAN_STAGE_ROWS_H

#include "grids/build/inputs.h"
#include "grids/build/user_ground.h"
#include "inventory/settings.h"
#include "model/driver/model_config.h"
#include "model/driver/model_stage.h"
#include "model/met/met_stage.h"
#include "model/met/settings.h"
#include "scenarios/package.h"

#define LT_ROW_OF_GRID                                                                                                 \
    .name = "grid", .per_grid = true, .scope = LT_ONCE, .inputs = lt_grid_inputs, .outputs = {"grid.nc"},              \
    .section = "ground", .section_rows = lt_user_ground_rows, .section_size = sizeof(lt_user_ground_settings)

#define LT_ROW_OF_MET                                                                                                  \
    .name = "met", .per_grid = true, .scope = LT_PER_DRAW_PERIOD, .inputs = lt_met_inputs, .outputs = {"met.nc"},      \
    .section = "met", .section_rows = lt_met_rows, .section_size = sizeof(lt_met_settings)

#define LT_ROW_OF_EMISSIONS                                                                                            \
    .name = "emissions", .per_grid = true, .scope = LT_PER_EMISSION_PERIOD, .inputs = lt_package_inputs,               \
    .outputs = {"-^ledger.csv",     "emissions.nc",       "-^+changes.csv", "-^&shares.csv",                           \
                "-^&measures.json", "-^totals.csv",       "-^!flow.csv",    "^!reactive.csv",                          \
                "^!annual.nc",      "-^!uncertainty.csv", "-^!sobol.csv",   "-^+?alerts.csv"},                         \
    .section = "inventory", .section_rows = lt_inventory_rows, .section_size = sizeof(lt_inventory_settings)

#define LT_ROW_OF_MODEL                                                                                                \
    .name = "model", .apart = true, .scope = LT_PER_VARIANT_PERIOD, .inputs = lt_model_inputs, .run = lt_model_stage,  \
    .outputs = {"conc.nc", "budget.csv", "restart.nc", "@conc.nc", "@budget.csv", "@border.csv"},                      \
    .more_outputs = lt_model_more_outputs, .section = "model", .section_rows = lt_model_config_rows,                   \
    .section_size = sizeof(lt_model_config)

#endif
