package dev.stationmaster.bench.micro;

import dev.stationmaster.ocpp.Codec;
import dev.stationmaster.ocpp.Decoded;
import dev.stationmaster.ocpp.Frame;
import dev.stationmaster.ocpp.FrameCodec;
import dev.stationmaster.ocpp.Policy;
import dev.stationmaster.ocpp.Version;
import dev.stationmaster.ocpp.v16.BootNotificationRequest;
import dev.stationmaster.ocpp.v16.BootNotificationResponse;
import dev.stationmaster.ocpp.v16.MeterValuesRequest;
import dev.stationmaster.ocpp.v2.TransactionEventRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a frame's bytes to a checked record, and back. The budget is 5 µs for MeterValues with six samples. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    private static final byte[] METER_VALUES = bytes("""
            [2,"4711","MeterValues",{"connectorId":1,"transactionId":123456,"meterValue":[{"timestamp":"2026-03-01T08:15:30Z","sampledValue":[\
            {"value":"1234567","measurand":"Energy.Active.Import.Register","unit":"Wh"},\
            {"value":"11040.0","measurand":"Power.Active.Import","unit":"W"},\
            {"value":"16.0","measurand":"Current.Import","phase":"L1","unit":"A"},\
            {"value":"16.0","measurand":"Current.Import","phase":"L2","unit":"A"},\
            {"value":"16.0","measurand":"Current.Import","phase":"L3","unit":"A"},\
            {"value":"230.1","measurand":"Voltage","phase":"L1","unit":"V"}]}]}]""");

    private static final byte[] BOOT = bytes("""
            [2,"4712","BootNotification",{"chargePointVendor":"Vendor","chargePointModel":"Model","chargePointSerialNumber":"A-0001",\
            "firmwareVersion":"1.2.3","iccid":"89490200001234567890","imsi":"262019876543210","meterType":"Meter"}]""");

    private static final byte[] EVENT = bytes("""
            [2,"4713","TransactionEvent",{"eventType":"Updated","timestamp":"2026-03-01T08:15:30Z","triggerReason":"MeterValuePeriodic","seqNo":7,\
            "transactionInfo":{"transactionId":"abcdef-17","chargingState":"Charging"},"meterValue":[{"timestamp":"2026-03-01T08:15:30Z",\
            "sampledValue":[{"value":1234567,"measurand":"Energy.Active.Import.Register","unitOfMeasure":{"unit":"Wh"}},\
            {"value":11040.0,"measurand":"Power.Active.Import","unitOfMeasure":{"unit":"W"}}]}]}]""");

    private final BootNotificationResponse answer =
            new BootNotificationResponse("Accepted", Instant.parse("2026-03-01T08:15:30Z"), 300);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static <T> Decoded<T> decode(Version version, byte[] frame, Class<T> type) {
        if (!(FrameCodec.read(version, frame) instanceof Frame.Call call))
            throw new IllegalStateException("not read as a CALL");
        var decoded = Codec.of(version).decode(type, call.payload(), Policy.TOLERANT);
        if (!decoded.isValid())
            throw new IllegalStateException(decoded.violations().toString());
        return decoded;
    }

    @Benchmark
    public Object decodeMeterValues() {
        return decode(Version.V16, METER_VALUES, MeterValuesRequest.class);
    }

    @Benchmark
    public Object decodeBootNotification() {
        return decode(Version.V16, BOOT, BootNotificationRequest.class);
    }

    @Benchmark
    public Object decodeTransactionEvent() {
        return decode(Version.V201, EVENT, TransactionEventRequest.class);
    }

    @Benchmark
    public byte[] encodeBootNotificationResponse() {
        return FrameCodec.result("4712", Codec.of(Version.V16).encode(answer));
    }
}
