/* main.c - the program's entry: so far it only says that its subcommands are still to come. */
#include <stdio.h>

int main(void)
{
    fputs("tophash: no subcommand is built yet\n", stderr);
    return 3;
}
