/* prairie_grass.c - the model as it runs beside a field experiment of releases near the ground (field.h); only where
 * --field names its folder, for the data are not the program's.
 *
 * What the model is given, alike for all runs: wind at 2 m, its sigma_v from the measured sigma of its direction (angle
 * times speed), u* (k = 0.40) and L, the mixing height of unstable runs; roughness 0.006 m and air of 293 K (neither is
 * in the tables: README of the data, A); mechanical height 2300 u*^1.5 m; meander on; no deposition. Nothing is tuned:
 * the scheme near the ground is that of Venkatram et al. (2013), who fitted its numbers to all runs of Prairie Grass,
 * so the scores are no independent test of them (AERMOD's are neither: its sigma_y is of the same runs). */
#include "model/gaussian/course.h"
#include "model/gaussian/plume.h"
#include "model/gaussian/verify/field.h"
#include "model/gaussian/verify/verify.h"

#include "base/outdir.h"

#include <math.h>

static void weather(const lt_field_run *run, lt_profile *profile) {
    lt_plume_hour hour = {.wind_ms = run->wind_2m_ms,
                          .wind_from_deg = 180.0,
                          .wind_height_m = 2.0,
                          .temperature_K = 293.0,
                          .temperature_height_m = 2.0,
                          .pressure_Pa = 94000.0,
                          .friction_velocity_ms = run->friction_ms,
                          .obukhov_m = run->obukhov_m,
                          .mechanical_height_m = 2300.0 * pow(run->friction_ms, 1.5),
                          .lapse_above_Km = 0.005,
                          .roughness_m = 0.006,
                          .measured_height_m = 2.0,
                          .sigma_w_ms = NAN,
                          .sigma_v_ms = run->sigma_azimuth_deg * (M_PI / 180.0) * run->wind_2m_ms};
    if (run->obukhov_m < 0.0) {
        hour.convective_height_m = run->mixing_m == run->mixing_m ? run->mixing_m : hour.mechanical_height_m;
        hour.convective_velocity_ms = run->friction_ms * cbrt(-hour.convective_height_m / (0.4 * run->obukhov_m));
    }
    lt_profile_make(profile, &hour, NULL);
}

static double model(const lt_field_run *run, const lt_field_arc *arc, lt_field_quantity quantity, const void *with) {
    (void)with;
    lt_profile profile;
    weather(run, &profile);
    const lt_plume_source source = {.kind = LT_PLUME_POINT, .height_m = run->release_m};
    const lt_plume_level level = {.above_m = arc->sampler_m};
    if (quantity == LT_FIELD_INTEGRAL) { /* of what goes with the wind; what meanders has no arc */
        lt_plume_course course;
        lt_plume_cut cut;
        lt_plume_course_make(&course, &source, &profile, true);
        lt_plume_course_cut(&course, arc->distance_m, &cut);
        return 1e3 * run->rate_gs * lt_plume_vertical(&cut.bundle[0], &level);
    }
    const double x = arc->distance_m * profile.to_x, y = arc->distance_m * profile.to_y;
    double most = 0.0;
    lt_plume_add_reference(&source, &profile, &(lt_plume_ways){.meander = true},
                           &(lt_plume_receptors){.n = 1, .x_m = &x, .y_m = &y, .above_m = &arc->sampler_m},
                           1e3 * run->rate_gs, &most);
    return most;
}

static lt_status write(const char *out, const lt_field *field) {
    lt_outdir *dir;
    char path[4096];
    LT_TRY(lt_outdir_open(out, &dir));
    lt_status status = lt_outdir_join_temporary(dir, "plume_field.svg", path, sizeof path);
    if (status == LT_OK) status = lt_field_draw(path, field, "Lantian, steady plume", model, NULL);
    if (status == LT_OK) status = lt_outdir_commit(dir, "plume_field.svg");
    lt_outdir_close(dir);
    return status;
}

lt_status lt_verify_plume_prairie_grass(lt_verify *verify) {
    lt_field *field;
    if (!lt_verify_field(verify)) return LT_OK;
    LT_TRY(lt_field_read(lt_verify_field(verify), &field));
    lt_status status = lt_field_judge(verify, field, "lantian", model, NULL);
    if (status == LT_OK && lt_verify_out(verify)) status = write(lt_verify_out(verify), field);
    lt_field_free(field);
    return status;
}
