package io.holdfast.audit.cli;

import io.holdfast.ledger.verification.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Checkpoints as they are kept: one in a file, as JSON. */
final class CheckpointFile implements ITypeConverter<Checkpoint> {

    private static final JsonMapper JSON = JsonMapper.shared();

    static String json(Checkpoint checkpoint) {
        return JSON.writeValueAsString(checkpoint);
    }

    @Override
    public Checkpoint convert(String name) {
        try {
            return JSON.readValue(Files.readString(Path.of(name)), Checkpoint.class);
        } catch (IOException missing) {
            throw new TypeConversionException("there is no file " + name);
        } catch (JacksonException broken) {
            throw new TypeConversionException("there is no checkpoint in the file " + name);
        }
    }
}
