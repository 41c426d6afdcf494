/* methods.c - coefficients of the Rosenbrock methods in the form of rosenbrock.h, rows (2,1), (3,1), (3,2) ...
 *
 * ros3, rodas3: Sandu, Verwer, Blom, Spee, Carmichael and Potra (1997), Atmos. Environ. 31, 3459-3472,
 * doi:10.1016/S1352-2310(97)83212-8, the digits of ros3 as in KPP's integrator (S). rodas4: Hairer and Wanner (1996),
 * Solving Ordinary Differential Equations II, section IV.10, digits as in KPP's integrator (S). rodas3.1: Long, Sturm,
 * Shah and Yantosca (2026, submitted), as merged into KPP by its pull request 140 (S). That these numbers are of the
 * order they claim is derived by test_chem_methods from the order conditions (D). All are L-stable. The formula
 * embedded in rodas3.1 misses order 2 by 0.028 (rodas3's has it); the control's exponent is the published one all the
 * same. */
#include "model/chemistry/solver/methods.h"

#include "base/csv.h"

#include <string.h>

static const lt_rosenbrock ros3 = {
    .name = "ros3",
    .stages = 3,
    .error_order = 3,
    .gamma = 0.43586652150845899941601945119356,
    .new_f = {1, 1, 0},
    .a = {1.0, 1.0, 0.0},
    .c = {-1.0156171083877702091975600115545, 4.0759956452537699824805835358067, 9.2076794298330791242156818474003},
    .m = {1.0, 6.1697947043828245592553615689730, -0.42772256543218573326238373806514},
    .e = {0.5, -2.9079558716805469821718236208017, 0.22354069897811569627360909276199}};

static const lt_rosenbrock rodas3 = {.name = "rodas3",
                                     .stages = 4,
                                     .error_order = 3,
                                     .gamma = 0.5,
                                     .new_f = {1, 0, 1, 1},
                                     .a = {0.0, 2.0, 0.0, 2.0, 0.0, 1.0},
                                     .c = {4.0, 1.0, -1.0, 1.0, -1.0, -8.0 / 3.0},
                                     .m = {2.0, 0.0, 1.0, 1.0},
                                     .e = {0.0, 0.0, 0.0, 1.0}};

static const lt_rosenbrock rodas31 = {
    .name = "rodas31",
    .stages = 4,
    .error_order = 3,
    .gamma = 0.515,
    .new_f = {1, 0, 1, 1},
    .a = {0.0, 0.646601929740551, 0.409567801987914, 0.646601929740551, 0.409567801987914, 1.0},
    .c = {4.198495621784201, 3.711590161613010, -1.787771994729384, 4.458898153216104, -2.024095448516552,
          -2.626700600119396},
    .m = {0.646601929740551, 0.409567801987914, 1.0, 1.0},
    .e = {0.0, 0.0, 0.0, 1.0}};

static const lt_rosenbrock rodas4 = {
    .name = "rodas4",
    .stages = 6,
    .error_order = 4,
    .gamma = 0.25,
    .new_f = {1, 1, 1, 1, 1, 1},
    .a = {1.544, 0.9466785280815826, 0.2557011698983284, 3.314825187068521, 2.896124015972201, 0.9986419139977817,
          1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950, 1.221224509226641,
          6.019134481288629, 12.53708332932087, -0.6878860361058950, 1.0},
    .c = {-5.6688, -2.430093356833875, -0.2063599157091915, -0.1073529058151375, -9.594562251023355, -20.47028614809616,
          7.496443313967647, -10.24680431464352, -33.99990352819905, 11.70890893206160, 8.083246795921522,
          -7.981132988064893, -31.52159432874371, 16.31930543123136, -6.058818238834054},
    .m = {1.221224509226641, 6.019134481288629, 12.53708332932087, -0.6878860361058950, 1.0, 1.0},
    .e = {0.0, 0.0, 0.0, 0.0, 0.0, 1.0}};

static const lt_rosenbrock *const methods[] = {
#define LT_ROS_ROW(name, title) &name,
    LT_ROS_METHODS(LT_ROS_ROW)
#undef LT_ROS_ROW
};
enum { N_METHODS = sizeof methods / sizeof *methods };

lt_status lt_ros_method_find(const char *name, const lt_rosenbrock **out) {
    const char *names[N_METHODS];
    for (int m = 0; m < N_METHODS; m++) {
        names[m] = methods[m]->name;
        if (strcmp(name, names[m]) != 0) continue;
        *out = methods[m];
        return LT_OK;
    }
    *out = NULL;
    return LT_RAISE(LT_ERR_INPUT, .what = "there is no such solver", .where = "solver",
                    .expected = lt_one_of(names, N_METHODS), .found = name,
                    .todo = lt_did_you_mean(name, names, N_METHODS));
}

lt_ros_control lt_ros_control_default(double rtol) {
    return (lt_ros_control){.rtol = rtol,
                            .safety = 0.9,
                            .shrink = 0.2,
                            .grow = 40.0,
                            .first_step = 30.0,
                            .least_step = 1e-12,
                            .most_steps = 100000};
}
