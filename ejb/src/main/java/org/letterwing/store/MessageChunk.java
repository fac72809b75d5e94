package org.letterwing.store;

import java.io.Serializable;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** A part of a message's content after its head. */
@Entity
@Immutable
@Table(name = "message_chunk")
@IdClass(MessageChunk.Key.class)
class MessageChunk {

    /** Which message, and which part of it from 1. */
    record Key(long messageId, int number) implements Serializable {}

    @Id
    @Column(name = "message_id")
    private long messageId;

    @Id
    private int number;

    private byte[] data;

    protected MessageChunk() {}

    MessageChunk(long messageId, int number, byte[] data) {
        this.messageId = messageId;
        this.number = number;
        this.data = data;
    }
}
