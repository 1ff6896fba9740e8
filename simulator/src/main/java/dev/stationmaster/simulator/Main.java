package dev.stationmaster.simulator;

import dev.stationmaster.simulator.quirk.Quirk;
import java.util.Arrays;
import java.util.List;

/** {@code simulate} (also without a word), {@code demo} and {@code load}; 2 is the exit code of what was typed wrong. */
public final class Main {
    private static final String HELP = """
            Simulated charging stations for any OCPP server.

              simulate [options]      stations with cars that come and go
              demo --url URL          a site of twelve stations; --provisioning prints what the server must know
              load [options]          whole sessions as fast as they are answered, for --duration (10s), tokens 00000001 to 00020000;
                                      of the options those of who and where

            Where and who
              --url URL               endpoint without the identity (ws://127.0.0.1:9000/ocpp)
              --id ID                 one station
              --id-pattern PATTERN    many: {n} is the number, {n:5} with five digits (SIM-{n:5})
              --count N  --first N    how many (1), counted from (1)
              --version V | --mixed   ocpp1.6, ocpp2.0.1, ocpp2.1 (ocpp2.0.1); or all three in turn
              --profile 0|1|2         security profile (0 without, 1 with a password, 2 with a password and wss)
              --password SECRET       for profiles 1 and 2; {n} is allowed
              --trust FILE            PEM with the server's certificate or issuer; else any is trusted
              --local-addresses N     spread over 127.0.0.1 to 127.0.0.N
            What happens
              --tokens A,B,C          cards shown in turn (04A1B2C3)
              --token-pattern P       or one per station, such as {n:8}
              --plug-and-charge       no cards: cars bring contracts of the server's test pool (2.x)
              --known-tokens A,B      cards the stations have in memory: these also start offline
              --evses N  --dc WATTS   EVSEs per station (1); DC with this power instead of 22 kW AC
              --sessions N            so many cars per EVSE (1), then end; --continuous: without end
              --gap TIME --stay TIME  longest gap between cars and longest stay (30s, 3m); --sample-interval TIME (15s)
              --moment TIME           longest pause between two things that one driver does (4s)
              --speed FACTOR          the stations' world runs faster; with --duration it ends at the present time
              --ramp TIME             spread the first connections over this time
              --refuses A,B           keys and variables that they do not let others set
              --firmware-fails WORD   how every firmware update ends: DownloadFailed, InstallationFailed, InvalidSignature
              --quirks Q21,Q36        1.6: what the stations do wrong, of the list below
            Output
              --duration TIME         end after this real time
              --journal FILE          every message and its answer as JSON lines
              --threads N             event loops (2)
            What stations of 1.6 can do wrong (--quirks); it …
            """;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(Arrays.asList(arguments)));
    }

    static int run(List<String> typed) {
        var word = typed.isEmpty() || typed.getFirst().startsWith("-") ? "simulate" : typed.getFirst();
        var rest = !typed.isEmpty() && typed.getFirst().equals(word) ? typed.subList(1, typed.size()) : typed;
        try {
            var options = new Options(rest);
            if (options.has("--help") || word.equals("help")) {
                System.out.print(HELP);
                System.out.print(Quirk.list());
                return 0;
            }
            return switch (word) {
                case "simulate" -> new Simulation(options).run();
                case "demo" -> new Demo(options).run();
                case "load" -> new Load(options).run();
                default -> throw new Options.Wrong("there is no command " + word + "; see --help");
            };
        } catch (Options.Wrong wrong) {
            System.err.println(wrong.getMessage());
            return 2;
        }
    }
}
