/* label: long */
/* The test of test_resume.c with a hundred kills, over as many runs as that takes. */
#define RESUME_KILLS 100
#include "tests/support/resume.h"
