package dev.tidings.dispatcher.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedPlacesTest {
    private static final int ALL = 1024;
    private static final int ONE = 768;

    private final SharedPlaces places = new SharedPlaces(ALL, ONE);

    /** They take what they may, one after the other, and again, until none may take more. */
    private static List<Integer> fill(SharedPlaces places, int accounts) {
        int[] taken = new int[accounts];
        for (int tries = 0; tries < accounts * ALL; tries++) {
            int which = tries % accounts;
            if (taken[which] < places.bound()) {
                taken[which]++;
                places.take();
            }
        }
        return Arrays.stream(taken).boxed().toList();
    }

    @ParameterizedTest
    @CsvSource({"1, 768, 768", "2, 426, 428", "3, 295, 297", "8, 116, 118", "50, 19, 20"})
    void eachOfSeveralThatHangTogetherGetsAboutTheSame(int accounts, int least, int most) {
        assertThat(fill(places, accounts)).allSatisfy(taken -> assertThat(taken).isBetween(least, most));
    }

    @Test
    void moreThanASixteenthStaysFreeWhereTenFillTheirsTogether() {
        List<Integer> taken = fill(places, 10);
        assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isLessThan(ALL - ALL / 16);
        assertThat(places.bound()).as("for one that comes now").isGreaterThan(ALL / 16);
    }

    @Test
    void aLowBoundOfOneLeavesItToSeveral() {
        assertThat(fill(new SharedPlaces(ALL, 64), 8)).containsOnly(64);
    }

    @Test
    void whatIsGivenBackIsThereForAll() {
        for (int i = 0; i < ONE; i++) {
            places.take();
        }
        assertThat(places.bound()).isEqualTo(ONE);
        places.take();
        assertThat(places.bound()).isLessThan(ONE);
        for (int i = 0; i < 400; i++) {
            places.giveBack();
        }
        assertThat(places.bound()).isEqualTo(ONE);
    }

    @Test
    void oneMayBeCalledAtLeastHoweverManyAre() {
        for (int i = 0; i < 2 * ALL; i++) {
            places.take();
        }
        assertThat(places.bound()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1024, 1024", "1024, 960", "1, 1", "2, 2"})
    void whereOneMayHaveNearlyAllItIsNoLessForTheOthers(int all, int one) {
        SharedPlaces whole = new SharedPlaces(all, one);
        for (int i = 0; i < one; i++) {
            whole.take();
        }
        assertThat(whole.bound()).isEqualTo(one);
    }
}
