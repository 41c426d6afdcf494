/* Elementary functions of the equilibrium's kernels in float. */
#define LT_PLAIN
#define LT_SINGLE
#include "tests/support/equilibrium_lanes.h"

int main(void) {
    return test_lanes();
}
