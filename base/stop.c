/* stop.c - see stop.h. */
#include "base/stop.h"

#include <pthread.h>
#include <signal.h>
#include <stddef.h>

static const int signals[] = {SIGUSR1, SIGTERM, SIGINT};
enum { N_SIGNALS = sizeof signals / sizeof *signals };

static volatile sig_atomic_t asked;
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static struct sigaction before[N_SIGNALS];
static int n_caught; /* of the list, from its beginning */
static int n_calls;

static void keep(int number) {
    asked = number;
}

void lt_stop_catch(bool interrupt) {
    struct sigaction action = {.sa_handler = keep, .sa_flags = SA_RESTART};
    pthread_mutex_lock(&guard);
    if (n_calls++ == 0) {
        asked = 0;
        sigemptyset(&action.sa_mask);
        n_caught = interrupt ? N_SIGNALS : N_SIGNALS - 1;
        for (int s = 0; s < n_caught; s++) sigaction(signals[s], &action, &before[s]);
    }
    pthread_mutex_unlock(&guard);
}

void lt_stop_release(void) {
    pthread_mutex_lock(&guard);
    if (n_calls > 0 && --n_calls == 0)
        for (int s = 0; s < n_caught; s++) sigaction(signals[s], &before[s], NULL);
    pthread_mutex_unlock(&guard);
}

int lt_stop_asked(void) {
    return asked;
}
