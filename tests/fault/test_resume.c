/* A run that is killed and gone on with ends with the bits of the uninterrupted run: every file of the model byte for
 * byte. The long form (test_resume_long.c) kills a hundred times. */
#define RESUME_KILLS 5
#include "tests/support/resume.h"
