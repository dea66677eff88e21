/* vision.c - the matrices. */
#include "tests/unit/theme/vision.h"

#include "viz/theme/color.h"

const char *vision_name(enum vision vision)
{
    static const char *const names[VISION_COUNT] = {"full colour vision", "protanopia",
                                                    "deuteranopia", "tritanopia"};
    return names[vision];
}

uint32_t vision_of(enum vision vision, uint32_t color)
{
    static const double matrices[VISION_COUNT][3][3] = {
        [VISION_FULL] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
        [VISION_PROTANOPIA] = {{0.152286, 1.052583, -0.204868},
                               {0.114503, 0.786281, 0.099216},
                               {-0.003882, -0.048116, 1.051998}},
        [VISION_DEUTERANOPIA] = {{0.367322, 0.860646, -0.227968},
                                 {0.280085, 0.672501, 0.047413},
                                 {-0.011820, 0.042940, 0.968881}},
        [VISION_TRITANOPIA] = {{1.255528, -0.076749, -0.178779},
                               {-0.078411, 0.930809, 0.147602},
                               {0.004733, 0.691367, 0.303900}},
    };
    struct color_light light = color_light(color);
    double seen[3];

    for (int row = 0; row < 3; row++) {
        const double *by = matrices[vision][row];
        seen[row] = by[0] * light.red + by[1] * light.green + by[2] * light.blue;
    }
    return color_of_light((struct color_light){seen[0], seen[1], seen[2]});
}
