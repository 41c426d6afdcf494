/* label: long */
/* The test of test_resume.c with a nest, a boundary file, tracers and budgets by region, and a hundred kills. */
#define RESUME_KILLS 100
#define RESUME_NEST
#include "tests/support/resume.h"
