/* Elementary functions of the equilibrium's kernels in double. */
#define LT_PLAIN
#include "tests/support/equilibrium_lanes.h"

int main(void) {
    return test_lanes();
}
